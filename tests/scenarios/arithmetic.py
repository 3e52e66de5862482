"""Arithmetic as a person writes it beside a number, worked out without running any code.

    4M / (10M - 1.5M) * yr          k, M and G as in scenarios, and 60% for 0.6; yr, month and wk in days
    sqrt(2), exp(-1), log(2), min(2, 3), floor(7 / 2)
    days("2023-09-13", "2024-02-12")
"""

import ast
import datetime
import math
import operator
import re

SUFFIXES = {"k": "e3", "M": "e6", "G": "e9", "%": "e-2"}
CONSTANTS = {"yr": 365.25, "month": 365.25 / 12, "wk": 7.0, "d": 1.0}
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
             ast.Pow: operator.pow, ast.USub: operator.neg, ast.UAdd: operator.pos}
LONGEST = 6  # digits of a number: what has more was copied from an answer


class Wrong(Exception):
    """What is no arithmetic, or no reason."""


class Given(float):
    """A number that was written and not worked out."""


def days(start, end):
    return float((datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days)


FUNCTIONS = {"sqrt": math.sqrt, "exp": math.exp, "log": math.log, "floor": math.floor, "ceil": math.ceil, "min": min, "max": max, "days": days}


def plain(text):
    """The text with its suffixes written out: 1.5M becomes 1.5e6."""
    return re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)([kMG%])(?!\w)", lambda found: found[1] + SUFFIXES[found[2]], text)


def digits(text):
    """How many digits of a written number matter: 3 of 0.0375e6, 1 of 4000000."""
    return len(re.split("[eE]", text)[0].replace(".", "").strip("0"))


class Worked(ast.NodeVisitor):
    def __init__(self, text, names):
        self.text, self.names, self.operations = plain(text), names, 0

    def result(self):
        try:
            tree = ast.parse(self.text.strip(), mode="eval")
            return float(self.visit(tree.body))
        except (SyntaxError, ArithmeticError, ValueError, TypeError) as error:
            raise Wrong(f"{self.text}: {error}") from error

    def visit_Constant(self, node):
        if isinstance(node.value, bool) or not isinstance(node.value, (int, float, str)):
            raise Wrong(f"{self.text}: {node.value} is no number")
        if not isinstance(node.value, str) and digits(ast.get_source_segment(self.text.strip(), node)) > LONGEST:
            raise Wrong(f"{self.text}: {node.value} has more than {LONGEST} digits, as an answer has; write how it comes about")
        return node.value

    def visit_Name(self, node):
        if node.id not in self.names:
            raise Wrong(f"{self.text}: what is {node.id}?")
        self.operations += not isinstance(self.names[node.id], Given)
        return self.names[node.id]

    def visit_BinOp(self, node):
        self.operations += 1
        return self.apply(node, node.left, node.right)

    def visit_UnaryOp(self, node):
        return self.apply(node, node.operand)

    def apply(self, node, *operands):
        if type(node.op) not in OPERATORS:
            raise Wrong(f"{self.text}: only + - * / ** are known")
        return OPERATORS[type(node.op)](*map(self.visit, operands))

    def visit_Call(self, node):
        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or node.keywords:
            raise Wrong(f"{self.text}: the functions are {', '.join(FUNCTIONS)}")
        self.operations += 1
        return FUNCTIONS[node.func.id](*map(self.visit, node.args))

    def generic_visit(self, node):
        raise Wrong(f"{self.text}: {type(node).__name__} is no arithmetic")


def work_out(text, names):
    """The value of an expression; one that is `Given` if nothing was worked out to get it."""
    worked = Worked(text, CONSTANTS | names)
    result = worked.result()
    return result if worked.operations else Given(result)
