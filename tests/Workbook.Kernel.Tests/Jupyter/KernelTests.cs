using System.Text.Json.Nodes;

namespace Workbook.Kernel.Tests.Jupyter;

/// <summary>What a front end asks for and what it gets, over real sockets.</summary>
public sealed class KernelTests : IDisposable
{
    private readonly RunningKernel _kernel = new();
    private readonly JupyterClient _client;

    public KernelTests() => _client = _kernel.Connect();

    public void Dispose()
    {
        _client.Dispose();
        _kernel.Dispose();
    }

    [Fact]
    public void It_says_what_it_is()
    {
        var info = _client.Request("kernel_info_request", []);
        Assert.Equal("5.4", info["protocol_version"]!.GetValue<string>());
        Assert.Equal("C#", info["language_info"]!["name"]!.GetValue<string>());
        Assert.Equal(".cs", info["language_info"]!["file_extension"]!.GetValue<string>());
    }

    [Fact]
    public void Everything_a_cell_puts_out_comes_in_its_order_between_busy_and_idle()
    {
        var outcome = _client.Execute(
            "for (var i = 0; i < 3; i++) { Console.Write(i); Console.Error.Write(-i); display(i); }\n\"end\"");
        Assert.Equal(
            "stdout:0|stderr:0|display_data:0|stdout:1|stderr:-1|display_data:1|stdout:2|stderr:-2|display_data:2"
                + "|execute_result:end",
            outcome.Shown);
        Assert.Equal("ok", outcome.Status);
        Assert.Equal(1, outcome.Reply["execution_count"]!.GetValue<int>());
    }

    [Fact]
    public void Output_comes_while_the_cell_still_runs()
    {
        _client.Send(_client.Shell, "execute_request",
            JupyterClient.Options("Console.Write(1); Console.ReadLine();", ("allow_stdin", true)), out var id);
        Received message;
        while ((message = _client.Take(_client.Iopub)).Type != "stream")
        {
        }

        Assert.Equal("1", message.Text("text"));
        _client.Send(_client.Stdin, "input_reply", new JsonObject { ["value"] = "go on" }, out _);
        Assert.Equal("ok", _client.TakeReply(id).Text("status"));
    }

    [Fact]
    public void Much_text_is_not_lost_and_not_a_message_a_character()
    {
        var outcome = _client.Execute("for (var i = 0; i < 100_000; i++) Console.Write((char)('a' + i % 26));");
        var text = string.Concat(outcome.Published.Select(message => message.Text("text")));
        Assert.True(text == string.Concat(Enumerable.Range(0, 100_000).Select(i => (char)('a' + (i % 26)))));
        Assert.InRange(outcome.Published.Count, 1, 1000);
    }

    [Fact]
    public void A_character_of_two_halves_that_are_written_apart_arrives_whole()
    {
        var outcome = _client.Execute(
            "foreach (var c in \"\\U0001F600\") { Console.Write(c); System.Threading.Thread.Sleep(100); }");
        Assert.Equal("stdout:\U0001F600", outcome.Shown);
    }

    [Theory]
    [InlineData("Console.Write(\"a\\ud800b\");", "stdout:a\ufffdb")]
    [InlineData("Console.Write(\"a\\ud800\");", "stdout:a\ufffd")]
    [InlineData("\"a\\udc00\"", "execute_result:a\ufffd")]
    public void Half_a_character_is_shown_as_one_that_is_unknown(string code, string shown) =>
        Assert.Equal(shown, _client.Execute(code).Shown);

    [Fact]
    public void A_display_has_every_mime_type_and_JSON_as_JSON()
    {
        var outcome = _client.Execute("display(new { a = 1 }, \"application/json\", \"text/html\");");
        var data = outcome.Published.Single().Content["data"]!.AsObject();
        Assert.Equal(1, data["application/json"]!["a"]!.GetValue<int>());
        Assert.Contains("<", data["text/html"]!.GetValue<string>());
        Assert.Contains("text/plain", data.Select(pair => pair.Key));
    }

    [Fact]
    public void A_display_is_updated_from_a_later_cell_under_the_same_id()
    {
        var shown = _client.Execute("var d = display(\"a\");").Published.Single();
        var updated = _client.Execute("d.Update(\"b\");").Published.Single();
        Assert.Equal(("display_data", "update_display_data"), (shown.Type, updated.Type));
        Assert.NotNull(shown.Content["transient"]!["display_id"]);
        Assert.Equal(
            shown.Content["transient"]!["display_id"]!.GetValue<string>(),
            updated.Content["transient"]!["display_id"]!.GetValue<string>());
        Assert.Equal("b", updated.Content["data"]!["text/plain"]!.GetValue<string>());
    }

    [Fact]
    public void Clear_output_comes_between_what_was_written_before_and_after() =>
        Assert.Equal("stdout:1|clear_output|stdout:2", _client.Execute("Console.Write(1); ClearOutput(); Console.Write(2);").Shown);

    [Fact]
    public void What_background_code_writes_after_its_cell_belongs_to_that_cell()
    {
        _client.Execute("var go = new System.Threading.SemaphoreSlim(0);");
        _client.Send(_client.Shell, "execute_request",
            JupyterClient.Cell("_ = Task.Run(() => { go.Wait(); Console.Write(\"late\"); });"), out var first);
        _client.TakeReply(first);
        _client.TakeUntilIdle(first);
        _client.Send(_client.Shell, "execute_request", JupyterClient.Cell("go.Release();"), out _);
        Received message;
        while ((message = _client.Take(_client.Iopub)).Type != "stream")
        {
        }

        Assert.Equal((first, "late"), (message.ParentId, message.Text("text")));
    }

    [Fact]
    public void An_error_points_into_the_cell_and_keeps_what_was_assigned()
    {
        var outcome = _client.Execute("var a = 1;\na = 2;\nthrow new InvalidOperationException(\"no\");");
        Assert.Equal("error:InvalidOperationException", outcome.Shown);
        Assert.Equal(("error", "no"), (outcome.Status, outcome.Reply["evalue"]!.GetValue<string>()));
        Assert.Contains("cell 1, line 3", outcome.Reply["traceback"]!.ToJsonString());
        Assert.Equal(
            outcome.Reply["traceback"]!.ToJsonString(), outcome.Published[0].Content["traceback"]!.ToJsonString());
        Assert.Equal("execute_result:2", _client.Execute("a").Shown);
    }

    [Fact]
    public void An_error_names_the_cell_by_the_id_that_the_front_end_gives()
    {
        _client.Shell.SendMessage(_client.Message("execute_request", JupyterClient.Cell("throw new Exception();"),
            out var id, new JsonObject { ["cellId"] = "x1" }));
        Assert.Contains("cell 1 `x1`, line 1", _client.Finish(id).Reply["traceback"]!.AsArray().Last()!.GetValue<string>());
    }

    [Fact]
    public void A_silent_cell_runs_without_a_trace()
    {
        var outcome = _client.Execute("var a = 1; Console.Write(a); a", ("silent", true));
        Assert.Equal(("ok", ""), (outcome.Status, outcome.Shown));
        outcome = _client.Execute("a");
        Assert.Equal((1, "execute_result:1"), (outcome.Reply["execution_count"]!.GetValue<int>(), outcome.Shown));
        Assert.Single(_client.Request("history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 9 })["history"]!.AsArray());
    }

    [Fact]
    public void A_cell_that_is_not_stored_does_not_count()
    {
        Assert.Equal("execute_result:1", _client.Execute("1", ("store_history", false)).Shown);
        Assert.Equal(1, _client.Execute("1").Reply["execution_count"]!.GetValue<int>());
    }

    [Fact]
    public void User_expressions_are_evaluated_after_the_cell()
    {
        var wanted = new JsonObject { ["good"] = "a + 1", ["bad"] = "nothing" };
        var values = _client.Execute("var a = 1;", ("user_expressions", wanted)).Reply["user_expressions"]!;
        Assert.Equal("2", values["good"]!["data"]!["text/plain"]!.GetValue<string>());
        Assert.Equal(("error", "CompilationError"),
            (values["bad"]!["status"]!.GetValue<string>(), values["bad"]!["ename"]!.GetValue<string>()));
    }

    [Fact]
    public void After_an_error_what_is_queued_is_aborted_and_what_is_sent_later_runs()
    {
        string[] ids = [.. new[] { "Console.ReadLine(); throw new Exception();", "1", "2" }.Select(code =>
        {
            _client.Send(_client.Shell, "execute_request", JupyterClient.Options(code, ("allow_stdin", true)), out var id);
            return id;
        })];
        _client.Take(_client.Stdin);
        _client.Send(_client.Shell, "is_complete_request", JupyterClient.Cell("1"), out var other);

        Assert.True(SpinWait.SpinUntil(() => _kernel.Kernel.WaitingCount == 3, Session.Generous));
        _client.Send(_client.Stdin, "input_reply", new JsonObject { ["value"] = "" }, out _);
        Assert.Equal("error", _client.Finish(ids[0]).Status);
        Assert.Equal("aborted", _client.Finish(ids[1]).Status);
        Assert.Equal("aborted", _client.Finish(ids[2]).Status);
        Assert.Equal("complete", _client.TakeReply(other).Text("status"));
        Assert.Equal("execute_result:3", _client.Execute("3").Shown);
    }

    [Fact]
    public void After_an_error_the_queue_goes_on_when_the_front_end_wants_that()
    {
        _client.Send(_client.Shell, "execute_request",
            JupyterClient.Options("throw new Exception();", ("stop_on_error", false)), out var first);
        _client.Send(_client.Shell, "execute_request", JupyterClient.Cell("1"), out var second);
        Assert.Equal("error", _client.Finish(first).Status);
        Assert.Equal("ok", _client.Finish(second).Status);
    }

    [Fact]
    public void A_cell_asks_the_front_end_that_runs_it()
    {
        using var other = _kernel.Connect("other");
        _client.Send(_client.Shell, "execute_request",
            JupyterClient.Options("await GetPasswordAsync(\"Who?\") is not null", ("allow_stdin", true)), out var id);
        var question = _client.Take(_client.Stdin);
        Assert.Equal(("input_request", "Who?", true),
            (question.Type, question.Text("prompt"), question.Content["password"]!.GetValue<bool>()));
        _client.Send(_client.Stdin, "input_reply", new JsonObject { ["value"] = "me" }, out _);
        Assert.Equal("execute_result:True", _client.Finish(id).Shown);
        Assert.False(other.Stdin.TryTake(TimeSpan.Zero, out _));
    }

    [Fact]
    public void Where_nobody_can_be_asked_the_cell_gets_an_error()
    {
        var outcome = _client.Execute("Console.ReadLine()", ("allow_stdin", false));
        Assert.Equal("error", outcome.Status);
        Assert.StartsWith("There is no one to ask here", outcome.Reply["evalue"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("if (true) {", "incomplete")]
    [InlineData("int = ;", "invalid")]
    public void Whether_a_cell_is_complete_is_answered(string code, string status) =>
        Assert.Equal(status, _client.Request("is_complete_request", JupyterClient.Cell(code))["status"]!.GetValue<string>());

    [Fact]
    public void Positions_are_counted_in_code_points()
    {
        const string Code = "var s = \"\U0001F600\U0001F600\"; Console.WriteL // more";
        var position = Code.IndexOf("WriteL", StringComparison.Ordinal) - 2;
        var reply = _client.Request("complete_request", JupyterClient.Options(Code, ("cursor_pos", position + 6)));
        Assert.Equal(["WriteLine"], reply["matches"]!.AsArray().Select(match => match!.GetValue<string>()));
        Assert.Equal((position, position + 6),
            (reply["cursor_start"]!.GetValue<int>(), reply["cursor_end"]!.GetValue<int>()));
    }

    [Fact]
    public void A_name_is_inspected()
    {
        _client.Execute("int Twice(int x) => 2 * x;");
        var reply = _client.Request("inspect_request", JupyterClient.Options("Twice(1)", ("cursor_pos", 2)));
        Assert.True(reply["found"]!.GetValue<bool>());
        Assert.Contains("Twice", reply["data"]!["text/plain"]!.GetValue<string>());
        reply = _client.Request("inspect_request", JupyterClient.Options("   ", ("cursor_pos", 1)));
        Assert.False(reply["found"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("[[1,2,\"2\"],[1,3,\"12\"]]", "tail", "n", 2)]
    [InlineData("[[1,2,\"2\"]]", "range", "start", 2, "stop", 3)]
    [InlineData("[[1,1,\"12\"],[1,3,\"12\"]]", "search", "pattern", "1*")]
    [InlineData("[[1,3,\"12\"]]", "search", "pattern", "1*", "unique", true)]
    [InlineData("[[1,3,[\"12\",\"12\"]]]", "tail", "n", 1, "output", true)]
    public void History_is_found(string expected, string way, params object[] options)
    {
        foreach (var code in new[] { "12", "2", "12" }) _client.Execute(code);
        var request = new JsonObject { ["hist_access_type"] = way };
        for (var i = 0; i < options.Length; i += 2) request[(string)options[i]] = JsonValue.Create(options[i + 1]);
        Assert.Equal(expected, _client.Request("history_request", request)["history"]!.ToJsonString());
    }

    [Fact]
    public void A_comm_is_closed_as_soon_as_it_is_opened()
    {
        _client.Send(_client.Shell, "comm_open", new JsonObject { ["comm_id"] = "c", ["target_name"] = "t" }, out var id);
        Assert.Equal(("comm_close", "c"), _client.TakeUntilIdle(id).Select(m => (m.Type, m.Text("comm_id"))).Single());
        Assert.Empty(_client.Request("comm_info_request", [])["comms"]!.AsObject());
    }

    [Fact]
    public void A_debugger_is_declined_politely()
    {
        _client.Send(_client.Control, "debug_request", new JsonObject { ["seq"] = 7, ["command"] = "initialize" }, out _);
        var reply = _client.Take(_client.Control);
        Assert.Equal(("debug_reply", 7, false),
            (reply.Type, reply.Content["request_seq"]!.GetValue<int>(), reply.Content["success"]!.GetValue<bool>()));
    }

    [Fact]
    public void What_is_malformed_or_unknown_is_dropped_and_logged_and_the_kernel_goes_on()
    {
        _client.Shell.SendMessage("<IDS|MSG>"u8.ToArray(), "00"u8.ToArray(), [], [], [], []);
        _client.Shell.SendMessage([1]);
        _client.Send(_client.Shell, "dance_request", [], out var dance);
        _client.TakeUntilIdle(dance);
        Assert.Equal("error", _client.Request("execute_request", new JsonObject { ["code"] = 1 })["status"]!.GetValue<string>());
        Assert.Equal("execute_result:2", _client.Execute("1 + 1").Shown);
        Assert.Contains("shell: a message was dropped: its signature is wrong", _kernel.Log);
        Assert.Contains("shell: a message was dropped: it has too few parts", _kernel.Log);
        Assert.Contains("a dance_request was dropped: this kernel does not know it", _kernel.Log);
        Assert.Contains("'code' of execute_request must be a text", _kernel.Log);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Shutdown_ends_the_kernel_although_a_cell_runs(bool restart)
    {
        _client.Send(_client.Shell, "execute_request", JupyterClient.Cell("Console.Write(1); while (true) { }"), out _);
        while (_client.Take(_client.Iopub).Type != "stream")
        {
        }

        _client.Send(_client.Control, "shutdown_request", new JsonObject { ["restart"] = restart }, out _);
        Assert.Equal(restart, _client.Take(_client.Control).Content["restart"]!.GetValue<bool>());
        while (_client.Take(_client.Iopub).Type != "shutdown_reply")
        {
        }

        _kernel.Join();
        Assert.Equal(restart, _kernel.WillRestart);
    }
}
