"""Asks Worksection's admin API what its own client asks, byte for byte, and prints each answer: a line of JSON a call.

Today's client: the action in the query, the rest as JSON, a header with an HMAC over action and time. The one before it: everything in the
query, and at its end the MD5 of the query and the key.
"""
import hashlib
import hmac
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

hub, key, receiver = sys.argv[1:4]


def read(request):
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read())


def ask(action, **fields):
    now = int(time.time())
    signed = hmac.new(key.encode(), f"{action}:{now}".encode(), hashlib.sha256).hexdigest()
    request = urllib.request.Request(
        f"{hub}/api/admin/v2?" + urllib.parse.urlencode({"action": action}),
        data=json.dumps(fields, ensure_ascii=False).encode() if fields else None,
        method="POST",
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "Accept": "application/json",
            "Sdk-Client": "python-sdk:2.1.0",
            "Authorization": f"Admin {now}_{signed}",
        },
    )
    return tell(action, *read(request))


def query(action, **fields):
    text = urllib.parse.urlencode({"action": action, **fields})
    signed = hashlib.md5((text + key).encode()).hexdigest()
    return tell(action, *read(f"{hub}/api/admin/v2/?{text}&hash={signed}"))


def tell(action, status, answer):
    print(json.dumps({"action": action, "http": status, "answer": answer}, ensure_ascii=False))
    return answer.get("data", answer)


def work(call):
    """The same story in either tongue."""
    project = call("post_project", title="Jürgen & co")["id"]
    hook = call("add_webhook", url=receiver, events="post_task,update_task,close_task,post_comment", projects=project, http_user="ada", http_pass="p w")["id"]
    call("get_webhooks")
    task = call("post_task", id_project=project, title="Ship + tell", priority=7, text="Words", dateend="31.12.2026")["id"]
    step = call("post_task", id_project=project, id_parent=task, title="Step")["id"]
    call("update_task", id_task=task, title="Ship & tell")
    call("complete_task", id_task=step)
    call("complete_task", id_task=task)
    call("reopen_task", id_task=task)
    call("post_comment", id_task=task, text="Said “so”")
    call("get_task", id_task=task, extra="text,comments,subtasks")
    call("get_tasks", id_project=project)
    call("search_tasks", id_project=project, filter='(name has "Ship")')
    call("get_comments", id_task=task)
    call("get_projects", filter="active")
    call("get_events", period="1d", id_project=project)
    sys.stdout.flush()
    sys.stdin.readline()  # once the webhook has heard of everything
    call("delete_webhook", id=hook)
    call("delete_webhook", id=hook)
    call("close_project", id_project=project)
    call("activate_project", id_project=project)


work(ask)
work(query)
key = "0" * 32
ask("get_projects")
query("get_projects")
