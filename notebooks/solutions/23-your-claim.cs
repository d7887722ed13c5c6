// notebook: 23-every-behaviour.ipynb
// needs: setup, hop0, hop-counts
// answer: claim-answer
// check: claim-check

// === solution
var mine = ModelProperty.Always<RelaySystem>(
    "When nothing is in flight or unfinished, everything published is delivered",
    system => !system.IsAtRest || system.DeliveredCount == system.PublishedCount);

// === wrong: What may QoS 0 do
var mine = ModelProperty.Always<RelaySystem>("write your sentence", system => true);

// === wrong: A sometimes promises nothing
var mine = ModelProperty.Sometimes<RelaySystem>("All is delivered", system => system.IsFinished);

// === wrong: How may QoS 0 end
var mine = ModelProperty.Always<RelaySystem>(
    "Nothing is delivered that was not published", system => system.DeliveredCount <= system.PublishedCount);

// === wrong: It asks too much
var mine = ModelProperty.Always<RelaySystem>(
    "Everything published is delivered", system => system.DeliveredCount == system.PublishedCount);
