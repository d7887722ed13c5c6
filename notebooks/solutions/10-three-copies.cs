// notebook: 10-qos-fundamentals.ipynb
// needs: setup, experiment
// answer: exercise-answer
// check: exercise-check

// === solution
Fault[] myFaults =
[
    Fault.Cut.Before(PacketType.PubAck, Direction.ToClient),
    Fault.Cut.Before(PacketType.PubAck, Direction.ToClient).Nth(2),
];

// === wrong: Put a fault into the list
Fault[] myFaults = [];

// === wrong: One copy
Fault[] myFaults = [Fault.Cut.Before(PacketType.Publish, Direction.ToServer)];

// === wrong: Two copies
Fault[] myFaults = [Fault.Cut.Before(PacketType.PubAck, Direction.ToClient)];

// === wrong: The sensor never got through
Fault[] myFaults = [Fault.Cut.Before(PacketType.PubAck, Direction.ToClient).EveryTime()];

// === wrong: Two faults without .Nth strike at the same packet
Fault[] myFaults =
[
    Fault.Cut.Before(PacketType.PubAck, Direction.ToClient),
    Fault.Cut.Before(PacketType.PubAck, Direction.ToClient),
];

// === wrong: Stay with the answers that the sensor waits for
Fault[] myFaults = [Fault.Cut.Before(PacketType.PubAck, Direction.ToServer)];
