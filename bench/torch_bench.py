"""The training step in PyTorch: a loop over LSTMCell or RNNCell, with retain_grad on every h_t and c_t.

    python3 torch_bench.py THREADS
"""

import sys

from contestant import say, serve

try:
    import torch
except ImportError:
    say({"note": "not installed"})
    sys.exit()

torch.set_num_threads(int(sys.argv[1]))
LEARNING_RATE, CLIP = 0.001, 1.0


def start(sizes, arrays):
    T, H, B, I, O = (sizes[name] for name in "THBIO")
    lstm = sizes["cell"] == "lstm"
    tensor = {name: torch.frombuffer(values, dtype=torch.float32) for name, values in arrays.items()}
    x, y = tensor["x"].view(T, B, I), tensor["y"].view(B, O)
    cell = (torch.nn.LSTMCell if lstm else torch.nn.RNNCell)(I, H)
    readout = torch.nn.Linear(H, O)
    with torch.no_grad():
        cell.weight_ih.copy_(tensor["wih"].view(-1, I))
        cell.weight_hh.copy_(tensor["whh"].view(-1, H))
        cell.bias_ih.copy_(tensor["bias"])
        cell.bias_hh.zero_()
        readout.weight.copy_(tensor["wout"].view(O, H))
        readout.bias.copy_(tensor["bout"])
    # PyTorch has a second bias of the same effect; one is trained.
    cell.bias_hh.requires_grad_(False)
    trained = [p for p in (*cell.parameters(), *readout.parameters()) if p.requires_grad]
    adam = torch.optim.Adam(trained, lr=LEARNING_RATE)
    zero = torch.zeros(B, H)

    def norms(states):
        return torch.stack([state.grad for state in states]).flatten(1).norm(dim=1).tolist()

    def step():
        adam.zero_grad()
        hs, cs, h, c = [], [], zero, zero
        for t in range(T):
            if lstm:
                h, c = cell(x[t], (h, c))
                c.retain_grad()
                cs.append(c)
            else:
                h = cell(x[t], h)
            h.retain_grad()
            hs.append(h)
        loss = torch.nn.functional.mse_loss(readout(h), y)
        loss.backward()
        profile = norms(hs), norms(cs) if lstm else None
        torch.nn.utils.clip_grad_norm_(trained, CLIP)
        adam.step()
        return loss.item(), *profile

    return step


serve(torch.__version__, start)
