"""The AWS CLI, started once: every call is a fork of a process that has it loaded, so that a test may make hundreds.

  aws-zygote.py SOCKET serve    waits for calls, each with its arguments, environment, folder and three streams
  aws-zygote.py SOCKET ARG...   makes one, as `aws ARG...` would
"""

import array
import json
import os
import socket
import sys
import traceback


def call(path, arguments):
    with socket.socket(socket.AF_UNIX) as s:
        s.connect(path)
        fds = array.array("i", [0, 1, 2]).tobytes()
        s.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)])
        wish = json.dumps({"arguments": arguments, "environment": dict(os.environ)})
        s.sendall(wish.encode() + b"\n")
        answer = s.makefile().readline()
    return int(answer) if answer else 70


def serve(path):
    import signal

    import awscli.clidriver
    import botocore.loaders

    load = botocore.loaders.JSONFileLoader.load_file
    known = {}

    def once(self, file):
        if file not in known:
            known[file] = load(self, file)
        return known[file]

    botocore.loaders.JSONFileLoader.load_file = once
    resolve = socket.getaddrinfo

    # S3 Control puts the account before the host: 123456789012.127.0.0.1.
    def here(host, *rest, **more):
        return resolve("127.0.0.1" if str(host).endswith(".127.0.0.1") else host, *rest, **more)

    socket.getaddrinfo = here
    loader = awscli.clidriver.create_clidriver().session.get_component("data_loader")
    for service in os.environ.get("ZYGOTE_SERVICES", "").split():
        loader.load_service_model(service, "service-2")
        loader.load_service_model(service, "endpoint-rule-set-1")
    loader.load_data("endpoints")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen(64)
        print("ready", flush=True)
        while True:
            client, _ = server.accept()
            if os.fork() == 0:
                server.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                answer(client)
            client.close()


def answer(client):
    import awscli.clidriver

    _, ancillary, _, _ = client.recvmsg(1, socket.CMSG_SPACE(12))
    fds = array.array("i", ancillary[0][2])
    with client.makefile() as lines:
        wish = json.loads(lines.readline())
    for to, fd in enumerate(fds):
        os.dup2(fd, to)
        os.close(fd)
    data = os.environ["AWS_DATA_PATH"]
    os.environ.clear()
    os.environ.update(wish["environment"], AWS_DATA_PATH=data)
    code = 1
    try:
        driver = awscli.clidriver.create_clidriver()
        code = driver.main(wish["arguments"] + ["--endpoint-url=" + os.environ["AWS_ENDPOINT_URL"]])
    except Exception:
        traceback.print_exc()
    except SystemExit as e:
        code = e.code if isinstance(e.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        client.sendall(b"%d\n" % (code or 0))
        os._exit(0)


if sys.argv[2:3] == ["serve"]:
    serve(sys.argv[1])
else:
    sys.exit(call(sys.argv[1], sys.argv[2:]))
