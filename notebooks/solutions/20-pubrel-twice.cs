// notebook: 20-qos-levels.ipynb
// needs: setup, experiment
// answer: release-answer
// check: release-check

// === solution
Fault[] onTheWayIn = [Fault.Cut.Before(PacketType.PubComp, Direction.ToClient)];
Fault[] onTheWayOut = [Fault.Cut.Before(PacketType.PubComp, Direction.ToServer)];

// === wrong: which packet must it miss
Fault[] onTheWayIn = [];
Fault[] onTheWayOut = [];

// === wrong: Cut later
Fault[] onTheWayIn = [Fault.Cut.Before(PacketType.PubRec, Direction.ToClient)];
Fault[] onTheWayOut = [];

// === wrong: It never came to rest
Fault[] onTheWayIn = [Fault.Cut.Before(PacketType.PubComp, Direction.ToClient).EveryTime()];
Fault[] onTheWayOut = [];

// === wrong: Now the dashboard's hop
Fault[] onTheWayIn = [Fault.Cut.Before(PacketType.PubComp, Direction.ToClient)];
Fault[] onTheWayOut = [];

// === wrong: There the answers travel to the broker
Fault[] onTheWayIn = [Fault.Cut.Before(PacketType.PubComp, Direction.ToClient)];
Fault[] onTheWayOut = [Fault.Cut.Before(PacketType.PubComp, Direction.ToClient)];
