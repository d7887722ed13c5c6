"""Debian's jupyter_kernel_test suite, filled in for the workbook's kernel. Usage: jupyter_suite.py KERNEL_NAME"""

import sys
import unittest

import jupyter_kernel_test


class WorkbookKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = sys.argv.pop(1)
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("oops");'
    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "Enviro", "matches": {"Environment", "EnvironmentVariableTarget"}},
    ]
    complete_code_samples = ["1 + 1", "var x = 1;", "class A { }", "Console.WriteLine(1);"]
    incomplete_code_samples = ["class A {", "if (true) {", "Console.Write(", 'var s = """']
    invalid_code_samples = ["int = ;", "class class { }"]
    code_generate_error = 'throw new Exception("no");'
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": "6 * 7", "result": "42"},
        {"code": '"text"', "result": "text"},
        {"code": "1 + 2", "result": "3"},
        {"code": 'HTML("<b>x</b>")', "result": "<b>x</b>", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": 'display(HTML("<b>x</b>"));', "mime": "text/html"},
        {"code": '"# x".DisplayAs("text/markdown");', "mime": "text/markdown"},
    ]
    code_history_pattern = "1?+*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "ClearOutput();"


if __name__ == "__main__":
    unittest.main()
