import base64
import json
import sys

from verify import verify


def answer(case):
    try:
        verify(case["headers"], base64.b64decode(case["body"]), case["secrets"], case["now"])
        return "verified"
    except ValueError as error:
        return str(error)


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
