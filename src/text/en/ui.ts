/** Texts of the live screen of `compare`. */
export const ui = {
  title: (task: string, length: number, hidden: number, seeds: number) =>
    `${task} · T = ${length} · H = ${hidden} · ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`,
  cell: { rnn: 'tanh RNN', lstm: 'LSTM' },
  seed: (seed: number) => `seed ${seed}`,
  /** The state of one run, in full. */
  status: {
    waiting: 'waiting',
    training: (step: number) => `training, step ${step}`,
    trainingSolved: (step: number, solvedAt: number) =>
      `training, step ${step}, solved at ${solvedAt}`,
    solved: (solvedAt: number) => `solved at ${solvedAt}`,
    unsolved: 'unsolved',
    diverged: (step: number) => `diverged at ${step}`,
    skipped: 'skipped',
  },
  /** The same in a list of many runs; the sign says it without colour. */
  short: {
    waiting: '·',
    training: (step: number) => `▸${step}`,
    solved: (solvedAt: number) => `✓${solvedAt}`,
    unsolved: '✗',
    diverged: (step: number) => `!${step}`,
    skipped: '–',
  },
  /** What the signs of the short list mean. */
  signs: {
    waiting: '· waiting',
    training: '▸ training',
    solved: '✓ solved at',
    unsolved: '✗ unsolved',
    diverged: '! diverged',
    skipped: '– skipped',
  },
  more: (runs: number) => `+${runs} more`,
  lookingBack: (step: number, last: number) => `step ${step} of ${last}`,
  live: (step: number) => `live, step ${step}`,
  /** The lines of the charts, as their legends name them. */
  series: {
    metric: { mse: 'MSE', accuracy: 'accuracy', 'cross-entropy': 'cross-entropy' },
    loss: 'loss',
    baseline: 'baseline',
  },
  /** Ends of the charts' horizontal axes. */
  axis: {
    firstTime: 't = 1',
    lastTime: (t: number) => `${t}`,
    firstStep: 'step 0',
    lastStep: (step: number) => `${step}`,
  },
  emptyResults: 'nothing recorded yet',
  starting: 'starting …',
  seedsDone: (done: number, all: number) => `seeds ${done}/${all}`,
  /** The screen of a sweep or a preset. */
  study: {
    title: (task: string, points: number, seeds: number) =>
      `${task} · ${points} ${points === 1 ? 'point' : 'points'} · ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`,
    part: (part: number, of: number) => `part ${part} of ${of}`,
    runs: (done: number, of: number) => `${done} of ${of} runs`,
    trials: (done: number, of: number) => `search: ${done} of ${of} trials`,
    left: (seconds: number) =>
      seconds < 90
        ? `about ${Math.max(1, Math.ceil(seconds))} s left`
        : `about ${Math.round(seconds / 60)} min left`,
    sequences: (sequences: number) => `${sequences.toLocaleString('en-US')} sequences`,
    step: (step: number, of: number, rate: number) => `step ${step} of ${of}, ${rate}/s`,
    keys: (paused: boolean) => `p ${paused ? 'go on' : 'pause'} · q end and report · Ctrl-L redraw`,
    ending: 'ending … what is finished is kept (q again leaves at once)',
  },
  timeLeft: (minutes: number, seconds: number) =>
    minutes > 0 ? `${minutes} min ${seconds} s left` : `${seconds} s left`,
  rate: (stepsPerSecond: number) => `${stepsPerSecond} steps/s`,
  pace: (stepsPerSecond: number) =>
    Number.isFinite(stepsPerSecond) ? `pace ${stepsPerSecond}/s` : 'pace ∞',
  paused: 'paused',
  ending: 'ending …',
  finished: 'finished: ←/→ look back, q or Enter leaves',
  keys: {
    pause: 'space pause',
    resume: 'space resume',
    walk: '←/→ back',
    oneSeries: 's lines',
    /** What w shows in place of the curves, of the waterfall, and of the gates. */
    curves: 'w waterfall',
    waterfall: 'w gates',
    gates: 'w curves',
    nextSeed: 'n seed',
    pace: '+/− pace',
    end: 'q end',
    leave: 'q leave',
    help: '? help',
  },
  help: {
    title: 'Keys',
    lines: [
      ['space', 'pauses and resumes the training'],
      ['← →', 'go back and forth through the profiles recorded so far'],
      ['Home End', 'the first profile; the newest, as it comes'],
      ['s', 'one line of the gradient: ∂L/∂h, ∂L/∂c, belt (along c alone), all'],
      ['▲ ▼', 'at the edge of a picture: the line goes on beyond the axis'],
      ['w', 'below: the waterfall (gradient norm by step and t), gates, curves'],
      ['n', 'next seed; what is still to do for this one is skipped'],
      ['+ −', 'faster, slower: ∞, 500, 200, 100, 50, 20, 10 steps/s per run'],
      ['q', 'ends early and keeps what is finished'],
      ['?', 'this help, with a sequence of the task and what both nets answer'],
    ],
    close: 'any key closes this',
  },
  tooSmall: (columns: number, rows: number) =>
    `Pictures need ${columns}×${rows}; here it is in words.`,
}
