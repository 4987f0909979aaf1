/** Results of what changes the bench, and of what is told of it. */
import type * as r from '../../../src/results/lab-results.ts'
import { DIGEST, falling, lstmProfile, spec, task } from './facts.ts'

export const bench: r.BenchResult = {
  kind: 'bench',
  command: 'undo',
  about: 'set hidden 64',
  restarted: true,
  spec,
  task,
  nets: {
    rnn: {
      status: 'untrained',
      step: 0,
      metric: 0.51,
      loss: null,
      solvedAt: null,
      parameters: 1153,
      digest: null,
    },
    lstm: {
      status: 'solved',
      step: 650,
      metric: 0.0042,
      loss: 0.0051,
      solvedAt: 600,
      parameters: 4513,
      digest: DIGEST,
    },
  },
  operations: [
    { kind: 'clamp', gate: 'f', value: 1, units: [3, 4, 5, 9], from: 10, to: 20 },
    { kind: 'sever-belt', units: null, from: 12, to: null },
    { kind: 'scale', gate: 'o', value: 0.5, units: [2], from: 7, to: 7 },
    { kind: 'sever-gates', from: null, to: null },
    { kind: 'plain-output' },
  ],
  digest: DIGEST,
  undo: 4,
  redo: 1,
}

export const training: r.TrainingResult = {
  kind: 'training',
  task,
  cells: {
    rnn: {
      from: 100,
      to: 200,
      status: 'training',
      solvedAt: null,
      curve: { step: [0, 100, 200], loss: [0.5, 0.2, 0.17], metric: [0.51, 0.18, 0.149] },
      stepsPerSecond: 812.3,
      digest: DIGEST,
    },
    lstm: {
      from: 100,
      to: 200,
      status: 'solved',
      solvedAt: 150,
      curve: { step: [0, 150, 200], loss: [0.5, 0.01, 0.004], metric: [0.49, 0.009, 0.003] },
      stepsPerSecond: 401.7,
      digest: DIGEST,
    },
  },
  stopped: true,
  digest: DIGEST,
}

export const surgery: r.SurgeryResult = {
  kind: 'surgery',
  task,
  operations: [{ kind: 'clamp', gate: 'f', value: 0, units: null, from: null, to: null }],
  before: { metric: 0.0042, loss: 0.0051, log10: lstmProfile },
  after: {
    metric: 0.331,
    loss: 0.322,
    log10: { ...lstmProfile, hidden: falling(2), cell: falling(1.5) },
  },
  digest: DIGEST,
}

export const history: r.HistoryResult = {
  kind: 'history',
  changes: ['', 'task adding', 'train 100', 'clamp f 1'].map((line) => ({ line, digest: DIGEST })),
  at: 2,
}

export const diff: r.DiffResult = {
  kind: 'diff',
  back: 2,
  differences: [
    { what: 'hidden', before: 32, after: 64 },
    { what: 'lstm.metric', before: null, after: 0.0042 },
    { what: 'untilSolved', before: false, after: true },
    { what: 'forgetBias', before: 1, after: 'chrono' },
  ],
  distance: { lstm: 3.217 },
}

export const receipt: r.ReceiptResult = {
  kind: 'receipt',
  line: 'gradient',
  command: 'gradient',
  equations: ['log10 ‖∂L/∂h_t‖₂'],
  operands: [
    { name: 't', value: 1 },
    { name: '‖∂L/∂h_1‖', value: '1e-50' },
  ],
  spec,
  seed: 7,
  digest: DIGEST,
  simd: { bits: 128, why: 'node' },
  again:
    "printf 'task adding --seed 7\\ntrain 200\\ngradient\\n'" +
    ' | gatelab repl --plain --lang en --no-history',
  check: { same: false, differences: ['log10.hidden[3]'] },
}

export const file: r.FileResult = {
  kind: 'file',
  command: 'export',
  path: 'a/b.svg',
  bytes: 1234,
  what: 'picture',
}
