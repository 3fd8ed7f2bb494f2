using TaskHub.Bench.Delivery;

// One command, several faces: without arguments it measures everything; with "receiver" it is the receiver, in a process of its own.
return args switch
{
    ["receiver", var port] => await ReceiverProcess.RunAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture)),
    _ => await Rounds.RunAsync(Settings.Read(args)),
};
