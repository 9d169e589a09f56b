# The runtime client for Python functions: loads the handler, then takes invocations from the Runtime API one by one.
# It imports little: what it does not load is what makes a cold start short.
import json
import os
import socket
import sys
import time

address, _, prefix = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
host, _, port = address.partition(":")
BASE = ("/" + prefix if prefix else "") + "/2018-06-01/runtime"
REQUEST_ID = None
IS_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"


class Api:
    """One connection, one request at a time: all that the Runtime API needs."""

    def __init__(self):
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader = self.socket.makefile("rb")

    def get(self, path):
        return self._send("GET %s%s HTTP/1.1\r\nHost: %s\r\n\r\n" % (BASE, path, address), b"")

    def post(self, path, body, error_type=None):
        extra = "Lambda-Runtime-Function-Error-Type: %s\r\n" % error_type if error_type else ""
        head = "POST %s%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
        return self._send(head % (BASE, path, address, extra, len(body)), body)

    def _send(self, head, body):
        self.socket.sendall(head.encode() + body)
        if not self.reader.readline():
            os._exit(1)
        headers = {}
        while True:
            line = self.reader.readline().decode("latin-1").strip()
            if not line:
                break
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return headers, self.reader.read(int(headers.get("content-length", "0")))


class InitError(Exception):
    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.kind = kind
        self.trace = list(trace)


class LoggingHook:
    """AWS gives the root logger a handler. It is added when logging is first imported, which costs milliseconds."""

    def find_spec(self, name, path=None, target=None):
        if name != "logging":
            return None
        from importlib.machinery import PathFinder

        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name)
        run = spec.loader.exec_module

        def exec_module(module):
            run(module)
            add_handler(module)

        spec.loader.exec_module = exec_module
        return spec


def add_handler(logging):
    class Handler(logging.Handler):
        def emit(self, record):
            sys.stdout.write(self.format(record))
            sys.stdout.flush()

    class Filter(logging.Filter):
        def filter(self, record):
            record.aws_request_id = REQUEST_ID or ""
            return True

    handler = Handler()
    if IS_JSON:
        formatter = json_formatter(logging)
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "INFO")
        logging.getLogger().setLevel({"TRACE": "DEBUG", "FATAL": "CRITICAL"}.get(level, level))
    else:
        form = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
        formatter = logging.Formatter(form, "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.addFilter(Filter())
    logging.getLogger().addHandler(handler)


def json_formatter(logging):
    plain = set(vars(logging.makeLogRecord({}))) | {"aws_request_id", "message", "asctime"}

    class Json(logging.Formatter):
        def format(self, record):
            said = {
                "timestamp": self.formatTime(record, "%Y-%m-%dT%H:%M:%S") + "Z",
                "level": record.levelname,
                "message": record.getMessage(),
                "logger": record.name,
                "requestId": REQUEST_ID,
            }
            said.update({name: value for name, value in vars(record).items() if name not in plain})
            if record.exc_info and record.exc_info[1] is not None:
                error = record.exc_info[1]
                said["errorType"] = type(error).__name__
                said["errorMessage"] = str(error)
                said["stackTrace"] = trace_of(error)
            return json.dumps({name: value for name, value in said.items() if value is not None}, default=str) + "\n"

    return Json()


class Context:
    def __init__(self, headers):
        def parsed(name):
            return json.loads(headers[name]) if headers.get(name) else None

        self.aws_request_id = REQUEST_ID
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.invoked_function_arn = headers["lambda-runtime-invoked-function-arn"]
        self.identity = Part(parsed("lambda-runtime-cognito-identity") or {}, IDENTITY)
        client = parsed("lambda-runtime-client-context")
        self.client_context = Part(client, CLIENT_CONTEXT) if client is not None else None
        self._deadline_ms = int(headers["lambda-runtime-deadline-ms"])

    def get_remaining_time_in_millis(self):
        return max(self._deadline_ms - int(time.time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))


IDENTITY = {"cognito_identity_id": "cognitoIdentityId", "cognito_identity_pool_id": "cognitoIdentityPoolId"}
CLIENT_CONTEXT = {"custom": "custom", "env": "env", "client": "client"}


class Part:
    def __init__(self, values, names):
        for attribute, key in names.items():
            setattr(self, attribute, values.get(key))


def trace_of(error):
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename != __file__ and not frame.filename.startswith("<frozen")]
    return traceback.format_list(own)


def described(error):
    if isinstance(error, InitError):
        kind, trace = error.kind, error.trace
    else:
        kind, trace = type(error).__name__, trace_of(error)
    shown = {"errorMessage": str(error), "errorType": kind, "requestId": REQUEST_ID or "", "stackTrace": trace}
    if IS_JSON:
        said = {"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "log_level": "ERROR"}
        said.update(shown)
        sys.stdout.write(json.dumps(said) + "\n")
        return json.dumps(shown).encode(), kind
    text = "[ERROR] %s: %s\n" % (kind, error)
    if trace:
        text += "Traceback (most recent call last):\n" + "".join(trace)
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    return json.dumps(shown).encode(), kind


def load():
    name = os.environ.get("_HANDLER", "")
    module_name, dot, function = name.rpartition(".")
    if not dot:
        raise InitError("Runtime.MalformedHandlerName", "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name)
    import importlib

    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise InitError("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, error))
    except SyntaxError as error:
        where = '  File "%s" Line %s\n    %s\n' % (error.filename, error.lineno, (error.text or "").strip())
        message = "Syntax error in module '%s': %s" % (module_name, error)
        raise InitError("Runtime.UserCodeSyntaxError", message, [where])
    try:
        return getattr(module, function)
    except AttributeError:
        raise InitError("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (function, module_name))


def limit_memory():
    try:
        import resource

        size = int(os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]) * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    except (ImportError, ValueError, OSError):
        pass  # best effort


def serialized(value):
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except (TypeError, ValueError) as error:
        raise InitError("Runtime.MarshalError", "Unable to marshal response: %s" % error)


def answer(api, handler, headers, body):
    path = "/invocation/" + REQUEST_ID
    try:
        try:
            event = json.loads(body)
        except ValueError as error:
            raise InitError("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % error)
        result = serialized(handler(event, Context(headers)))
    except Exception as error:
        said, kind = described(error)
        sys.stdout.flush()
        api.post(path + "/error", said, kind)
        return
    sys.stdout.flush()
    sys.stderr.flush()
    api.post(path + "/response", result)


def main():
    global REQUEST_ID
    sys.stdout.reconfigure(line_buffering=True)
    sys.meta_path.insert(0, LoggingHook())
    sys.path[0] = os.environ["LAMBDA_TASK_ROOT"]
    limit_memory()
    api = Api()
    try:
        handler = load()
    except Exception as error:
        said, kind = described(error)
        sys.stdout.flush()
        api.post("/init/error", said, kind)
        os._exit(1)
    while True:
        headers, body = api.get("/invocation/next")
        REQUEST_ID = headers["lambda-runtime-aws-request-id"]
        if headers.get("lambda-runtime-trace-id"):
            os.environ["_X_AMZN_TRACE_ID"] = headers["lambda-runtime-trace-id"]
        answer(api, handler, headers, body)


main()
