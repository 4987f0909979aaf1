#!/usr/bin/env bash
# onnx 1.23.1, onnx.reference.ReferenceEvaluator, by which one would judge a runtime that is in
# doubt: of LSTM and GRU it does not do sequence_lens, clip, activations and (LSTM) input_forget,
# and of RNN neither sequence_lens nor clip. Nothing is said; the answer is that of the node
# without them. Of a padded batch it reads the padding, and where onnxruntime 1.30.0 gives zeros
# behind a sequence's end it goes on. direction, layout, peepholes and linear_before_reset it does.
# Only RNN says that it does not know an activation. So the two differ by up to 1, and it is the
# reference that is wrong: onnxruntime is right by the equations of the operator, written out here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
cat > try.py <<'PY'
import numpy as np
import onnxruntime
from onnx import TensorProto, checker, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

H = 2
GATES = {"LSTM": 4, "GRU": 3, "RNN": 1}
draw = np.random.default_rng(1)
X = (3 * draw.normal(size=(4, 2, H))).astype("float32")
WEIGHTS = {
    op: [draw.normal(size=(1, n * H, H)).astype("float32") for _ in range(2)]
    for op, n in GATES.items()
}


def model(op, lengths=None, **attributes):
    names = ["X", "W", "R"]
    constants = dict(zip("WR", WEIGHTS[op]))
    if lengths:
        names += ["", "lengths"]
        constants["lengths"] = np.array(lengths, "int32")
    node = helper.make_node(op, names, ["Y"], hidden_size=H, **attributes)
    shaped = [
        helper.make_tensor_value_info("X", TensorProto.FLOAT, ["T", "B", H]),
        helper.make_tensor_value_info("Y", TensorProto.FLOAT, ["T", 1, "B", H]),
    ]
    held = [numpy_helper.from_array(one, name) for name, one in constants.items()]
    graph = helper.make_graph([node], "one", shaped[:1], shaped[1:], held)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    checker.check_model(made, full_check=True)
    return made


def by_reference(*what, **attributes):
    return ReferenceEvaluator(model(*what, **attributes)).run(None, {"X": X})[0]


def by_runtime(*what, **attributes):
    bytes_ = model(*what, **attributes).SerializeToString()
    return onnxruntime.InferenceSession(bytes_).run(None, {"X": X})[0]


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def by_equations(clip):
    """An LSTM, gates i, o, f, c, whose arguments are held within the threshold."""
    W, R = (one[0].astype("float64") for one in WEIGHTS["LSTM"])
    h = c = np.zeros((2, H))
    for x in X:
        i, o, f, g = np.split(np.clip(x @ W.T + h @ R.T, -clip, clip), 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
    return h


CASES = [
    ("LSTM", "plain", {}),
    ("LSTM", "lengths 4 and 2", {"lengths": [4, 2]}),
    ("LSTM", "clip 0.5", {"clip": 0.5}),
    ("LSTM", "input_forget", {"input_forget": 1}),
    ("LSTM", "g is Relu", {"activations": ["Sigmoid", "Relu", "Tanh"]}),
    ("LSTM", "reverse", {"direction": "reverse"}),
    ("GRU", "plain", {}),
    ("GRU", "lengths 4 and 2", {"lengths": [4, 2]}),
    ("GRU", "clip 0.5", {"clip": 0.5}),
    ("GRU", "n is Relu", {"activations": ["Sigmoid", "Relu"]}),
    ("RNN", "plain", {}),
    ("RNN", "lengths 4 and 2", {"lengths": [4, 2]}),
    ("RNN", "clip 0.5", {"clip": 0.5}),
]
for op, what, attributes in CASES:
    made, right = by_reference(op, **attributes), by_runtime(op, **attributes)
    left = {key: value for key, value in attributes.items() if key == "direction"}
    as_without = np.array_equal(made, by_reference(op, **left))
    apart = "alike" if np.allclose(made, right, atol=1e-5) else "differ"
    without = ", reference as without it" if attributes and not left and as_without else ""
    print(f"{op}, {what}: {apart}{without}")
try:
    by_reference("RNN", activations=["Relu"])
except RuntimeError as error:
    print("RNN, Relu:", error)
last = by_runtime("LSTM", clip=0.5)[-1, 0]
print("onnxruntime by the equations:", np.allclose(last, by_equations(0.5), atol=1e-5))
PY
venv/bin/python try.py 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
LSTM, plain: alike
LSTM, lengths 4 and 2: differ, reference as without it
LSTM, clip 0.5: differ, reference as without it
LSTM, input_forget: differ, reference as without it
LSTM, g is Relu: differ, reference as without it
LSTM, reverse: alike
GRU, plain: alike
GRU, lengths 4 and 2: differ, reference as without it
GRU, clip 0.5: differ, reference as without it
GRU, n is Relu: differ, reference as without it
RNN, plain: alike
RNN, lengths 4 and 2: differ, reference as without it
RNN, clip 0.5: differ, reference as without it
RNN, Relu: Unknown activation function 'Relu'.
onnxruntime by the equations: True
EXPECTED
