/**
 * What the presets make again: source, what the paper reports, what is the same and what had to
 * differ.
 */
import type { PresetName } from '../../specs/preset-names.ts'
import { earlyPresets } from './early-presets.ts'
import type { PresetText } from './preset-text.ts'

export type PresetTexts = Readonly<Record<PresetName, PresetText>>

export const presets: PresetTexts = {
  ...earlyPresets,
  'pascanu2013-temporal-order': {
    title: 'Temporal order by length, with and without clipping',
    source: 'Pascanu, Mikolov & Bengio 2013 (arXiv:1211.5063), figure 7',
    reports:
      'The share of tanh RNNs that solve temporal order falls with its length; clipping the gradient helps. A figure, without numbers in the text.',
    same: [
      'tanh RNN with 50 units, batches of 20, clipping at a norm of 1',
      'six symbols; solved at less than 1 % wrong',
    ],
    differs: [
      'short form: Adam at 0.003 and 3,000 updates in place of SGD at 0.01 and up to five million; --full takes SGD',
      'the second symbol stands in the fifth tenth of the sequence, not in the sixth; weights start from U(±1/√H), not from N(0, 0.1)',
      '512 held-out sequences, not 10,000',
    ],
    rows: {
      'falls-with-length': 'More are solved at T = 10 than at T = 50 (clipped, not clipped)',
      'clipping-helps': 'With clipping as many are solved or more (of four lengths)',
      'free-10': 'Solved at T = 10 without clipping',
      'free-20': 'Solved at T = 20 without clipping',
      'free-30': 'Solved at T = 30 without clipping',
      'free-50': 'Solved at T = 50 without clipping',
      'clipped-10': 'Solved at T = 10 with clipping',
      'clipped-20': 'Solved at T = 20 with clipping',
      'clipped-30': 'Solved at T = 30 with clipping',
      'clipped-50': 'Solved at T = 50 with clipping',
    },
  },
  'le2015-adding': {
    title: 'Adding at T = 150',
    source: 'Le, Jaitly & Hinton 2015 (arXiv:1504.00941), figure 2',
    reports:
      'At T = 150 the LSTM solves adding, and the tanh RNN stays at the error of a constant answer. A figure.',
    same: [
      'T = 150; targets are sums, one mark in each half',
      'forget bias 4, one of those that were searched',
    ],
    differs: [
      'Adam in place of SGD with a searched learning rate; 2,000 updates of 32 sequences',
      'short form: 32 units in place of 100',
      'the paper was not at hand; what it reports is told after others who cite it',
    ],
    rows: {
      lstm: 'The LSTM solves it',
      rnn: 'The tanh RNN stays near the constant answer (above 0.13)',
    },
  },
  'jozefowicz2015-forget-bias': {
    title: 'A forget bias of 1',
    source: 'Jozefowicz, Zaremba & Sutskever 2015 (ICML, PMLR 37:2342)',
    reports: 'A forget bias of 1 makes the LSTM much better than one of 0.',
    same: ['the LSTM with forget bias 0 and 1, all else equal'],
    differs: [
      'a toy task, temporal order at T = 50, in place of arithmetic, XML and text',
      'the same settings for both',
    ],
    rows: {
      'one-before-zero': 'With bias 1 it is solved, and sooner than with bias 0',
      'solved-with-zero': 'Solved with bias 0',
      'solved-with-one': 'Solved with bias 1',
    },
  },
  'greff2015-ablations': {
    title: 'A part left out at a time',
    source: 'Greff et al. 2015 (arXiv:1503.04069), section 5',
    reports:
      'The forget gate and the output activation are the most critical parts; coupling the input and the forget gate does no harm.',
    same: ['the variants of the paper that have no peepholes in them'],
    differs: [
      'a toy task, adding at T = 50, in place of speech, handwriting and music',
      'no search over hyper-parameters: 10 seeds at one setting, a part counting as missed where solving takes 1.5 times as long',
    ],
    rows: {
      'forget-gate-missed': 'Without the forget gate it takes longer, or is not solved',
      'output-activation-missed':
        'Without the tanh at the output it takes longer, or is not solved',
      'coupled-not-missed': 'With input and forget gate coupled it does not take longer',
      'input-gate-missed': 'Without the input gate it takes longer, or is not solved',
      'output-gate-missed': 'Without the output gate it takes longer, or is not solved',
      'candidate-tanh-missed':
        'Without the tanh of the candidate it takes longer, or is not solved',
    },
  },
  'arjovsky2016-copy': {
    title: 'Copying memory over a delay of 100',
    source: 'Arjovsky, Shah & Bengio 2016 (arXiv:1511.06464), figure 1',
    reports:
      'LSTM and tanh RNN stay at the cross-entropy of saying blank and guessing, 10 ln 8/(T + 20): 0.173 at T = 100.',
    same: ['the task, its loss over all steps, batches of 20, forget bias 1'],
    differs: [
      'Adam in place of RMSprop; the norm of the gradient is clipped, not its entries; h_0 is zero, not learned; no peephole',
      'short form: 40 units and 1,200 updates',
    ],
    rows: {
      baseline: 'Cross-entropy of the LSTM at the end (paper: the baseline)',
      'lstm-at-baseline': 'The LSTM ends within 5 % of the baseline',
      'rnn-at-baseline': 'The tanh RNN ends within 5 % of the baseline',
    },
  },
  'tallec2018-chrono': {
    title: 'Chrono initialisation on adding',
    source: 'Tallec & Ollivier 2018 (arXiv:1804.11188), section 3',
    reports:
      'With chrono initialisation the LSTM solves adding sooner than with a forget bias of 1, at T = 750 about seven times.',
    same: ['b_f = log U[1, T − 1], b_i = −b_f, against b_f = 1'],
    differs: [
      'Adam in place of RMSprop, with clipping',
      'short form: T = 200 with 32 units, for 1,500 updates; --full takes T = 750 and 128 units',
    ],
    rows: {
      'chrono-solves': 'With chrono it is solved',
      'chrono-first': 'With chrono it is solved sooner than with bias 1',
      'solved-with-one': 'Solved with bias 1',
      runs: 'Runs',
    },
  },
  'gradient-at-start': {
    title: 'The gradient before training, for every start',
    source:
      'PyTorch 2.13 in float64, before this project began; the theory is that of Pascanu et al. 2013 and Tallec & Ollivier 2018',
    reports:
      'On adding at T = 100, ∂L/∂h_1 of a default RNN is 24 decades below ∂L/∂h_T, that of an orthogonal one 1.4; ∂L/∂c_1 of an LSTM 20 decades with forget bias 0, 7 with 1, none with 3, 0.7 with chrono.',
    same: ['H = B = 32, weights U(±1/√H), the mean over seeds of log10 ‖∂L/∂·_1‖/‖∂L/∂·_T‖'],
    differs: [
      "all biases of the LSTM but the forget gate's (and chrono's input gate's) are zero here; in the reference they are nn.LSTM's, two of U(±1/√H) at every gate. With forget bias 3 the gradient neither falls nor grows by much, and this alone makes half a decade: 0.7 ± 0.1 with zeros, 0.1 ± 0.1 with random biases (float64, 40 seeds); with the other biases it makes less than one seed does",
      'other random numbers; 40 seeds in place of ten; float32 with exponents of its own in place of float64',
    ],
    rows: {
      'rnn-uniform': 'RNN, uniform start (decades)',
      'rnn-orthogonal': 'RNN, orthogonal start (decades)',
      'lstm-bias-0': 'LSTM, forget bias 0 (decades)',
      'lstm-bias-1': 'LSTM, forget bias 1 (decades)',
      'lstm-bias-3': 'LSTM, forget bias 3 (decades)',
      'lstm-chrono': 'LSTM, chrono (decades)',
    },
  },
  'claims-adding': {
    title: 'What the README claims of adding',
    source: "This project's README",
    reports:
      'The LSTM with chrono initialisation solves adding at T = 50, 100 and 200 within 1,500 steps; the RNN at none of them.',
    same: ['the defaults of gatelab compare but for --forget-bias chrono'],
    differs: ['short form: 5 seeds; --full takes 10'],
    rows: {
      'lstm-50': 'The LSTM solves T = 50',
      'rnn-50': 'The RNN does not solve T = 50',
      'lstm-100': 'The LSTM solves T = 100',
      'rnn-100': 'The RNN does not solve T = 100',
      'lstm-200': 'The LSTM solves T = 200',
      'rnn-200': 'The RNN does not solve T = 200',
    },
  },
}
