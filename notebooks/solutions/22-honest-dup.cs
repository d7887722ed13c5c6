// notebook: 22-misconceptions.ipynb
// needs: setup, send
// answer: dup-answer
// check: dup-check

// === solution
Fault[] honest = [Fault.Cut.Before(PacketType.PubAck, Direction.ToServer)];

// === wrong: Put a fault into the list
Fault[] honest = [];

// === wrong: the PUBLISH was lost
Fault[] honest = [Fault.Cut.Before(PacketType.Publish, Direction.ToClient)];

// === wrong: repeated by the sensor
Fault[] honest = [Fault.Cut.Before(PacketType.PubAck, Direction.ToClient)];

// === wrong: Nobody had to repeat
Fault[] honest = [Fault.Cut.Before(PacketType.Publish, Direction.ToServer)];

// === wrong: The sensor never got through
Fault[] honest = [Fault.Cut.Before(PacketType.PubAck, Direction.ToClient).EveryTime()];
