/** How far a gradient falls on its way back before any training, for every start there is. */
import { at, decadesBack, designOf, ofCell, seeds } from './measures.ts'
import type { Preset } from './preset.ts'

/**
 * Mean over ten seeds of log10 ‖∂L/∂·_1‖ − log10 ‖∂L/∂·_T‖ on adding, T = 100, in PyTorch and
 * float64; c where there is one. Its LSTM has nn.LSTM's random biases at all gates, ours has zeros
 * but for the forget gate's: with bias 3, where the gradient neither falls nor grows by much, that
 * is half a decade (test/fixtures/gradient-at-start.json).
 */
const PYTORCH = {
  'rnn-uniform': -23.9,
  'rnn-orthogonal': -1.4,
  'lstm-bias-0': -20.0,
  'lstm-bias-1': -7.0,
  'lstm-bias-3': 0.0,
  'lstm-chrono': -0.7,
}

/** From one seed to the next the figure for bias 3 varies by half a decade. */
const SEEDS = 40

export const gradientAtStart: Preset = {
  name: 'gradient-at-start',
  against: 'reference',
  minutes: 1,
  parts() {
    // One step: only what is measured before it is asked for.
    const common = { task: 'adding', length: 100, steps: 1, evalEvery: 1, seeds: seeds(SEEDS) }
    return {
      rnn: designOf({ ...common, cells: ['rnn'] }, [
        { option: 'init', values: ['uniform', 'orthogonal'] },
      ]),
      lstm: designOf({ ...common, cells: ['lstm'] }, [
        { option: 'forget-bias', values: [0, 1, 3, 'chrono'] },
      ]),
    }
  },
  rows({ rnn, lstm }) {
    const ofRnn = (init: string) => decadesBack(ofCell(at(rnn, { init }).runs, 'rnn'), 'hidden')
    const ofLstm = (bias: number | string) =>
      decadesBack(ofCell(at(lstm, { 'forget-bias': bias }).runs, 'lstm'), 'cell')
    const found = {
      'rnn-uniform': ofRnn('uniform'),
      'rnn-orthogonal': ofRnn('orthogonal'),
      'lstm-bias-0': ofLstm(0),
      'lstm-bias-1': ofLstm(1),
      'lstm-bias-3': ofLstm(3),
      'lstm-chrono': ofLstm('chrono'),
    }
    return Object.entries(found).map(([id, ours]) => ({
      kind: 'decades',
      id,
      paper: PYTORCH[id as keyof typeof PYTORCH],
      ours,
    }))
  },
}
