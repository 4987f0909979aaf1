import { roundTo } from '../../rules/significant.ts'
import type { view as english } from '../en/view.ts'
import { VARIANT_NAMES } from '../variant-names.ts'
import { certificate } from './difficulty.ts'
import { example } from './example.ts'
import { inspect } from './inspect.ts'
import { net } from './net.ts'
import { preset } from './preset-view.ts'
import { report } from './report.ts'
import { run } from './run.ts'
import { verdict } from './verdict.ts'

/** 图与最终结果里的文字。数字已按显示格式传入。 */

/** 不看输入的最好回答，若总是同一个数。 */
const CONSTANTS: Readonly<Record<string, string>> = {
  adding: '1',
  'adding-1997': '0.5',
  multiplication: '0.04',
}

const isConstant = (task: string): boolean => Object.hasOwn(CONSTANTS, task)

export const view: typeof english = {
  none: '–',
  cell: { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU' },
  variants: VARIANT_NAMES,
  status: { solved: '已解决', unsolved: '未解决', diverged: '发散' },
  metric: { mse: '均方误差', accuracy: '准确率', 'cross-entropy': '交叉熵' },
  quantity: { hidden: '∂L/∂h', cell: '∂L/∂c', belt: '传送带', rest: '其余路径', input: '∂L/∂x' },
  axis: {
    log: '对数',
    logOf: (what) => `${what}，对数`,
    millionth: '百万分之一',
    float32: 'float32 下限',
  },
  join: '；',
  list: '、',
  end: (sentence) => `${sentence}。`,
  between: '',
  comma: '，',
  labelled: (name, value) => `${name}：${value}`,
  certificate,
  example,

  verdict,
  report,

  preset,

  gradient: {
    clause: (cell, quantity, verb) => `${cell}：${quantity} ${verb}`,
    falls: (every) => `每往回 ${every} 步缩小到 1/10`,
    grows: (every) => `每往回 ${every} 步放大到 10 倍`,
    flat: '往回大小基本不变',
    zero: '恰好为零',
    single: (size) => `在唯一的时间步为 ${size}`,
    at: (size, t) => `在 t = ${t} 时为 ${size}`,
    nothing: '没有记录到梯度',
    depth: {
      'exactly-zero': (cell, t) => `${cell}：t ≤ ${t} 时恰好为零`,
      'float32-zero': (cell, t) => `${cell}：t ≤ ${t} 时用 float32 只会得到零`,
      'float32-subnormal': (cell, t) =>
        `${cell}：t ≤ ${t} 时小于 1e-38，已低于 float32 的正规数范围`,
      millionth: (cell, t) => `${cell}：t ≤ ${t} 时小于 1e-6`,
    },
  },

  waterfall: {
    title: (runs) => `梯度范数：向下是训练步，向右是时间步 t，${runs}`,
    norm: '‖∂L/∂h_t‖',
    reaches: (cell, first, firstStep, last, lastStep) =>
      `${cell}：高于峰值千分之一的梯度，第 ${firstStep} 步时回到 t = ${first}，第 ${lastStep} 步时回到 t = ${last}`,
    once: (cell, t, step) => `${cell}：高于峰值千分之一的梯度，第 ${step} 步时回到 t = ${t}`,
    zero: (cell) => `${cell}：处处恰好为零`,
  },

  gates: {
    key: '各门，对单元取平均（± 离散程度）',
    shortKey: '各门的平均',
    slopeKey: 'tanh 的斜率 1 − h²，平均 ± 离散程度',
    lives: (units, longest, shortest) => `${units} 个单元按半衰期排列：${longest} … ${shortest} 步`,
    shortLives: (_units, longest, shortest) => `半衰期 ${longest} … ${shortest}`,
    open: (cell, gates, long, units, T) =>
      `${cell}：${gates}；${units} 个单元中有 ${long} 个能保持一半达 T = ${T} 步或更久`,
    none: (cell, slope) => `${cell}：没有门；每往回一步都乘上 tanh 的斜率 1 − h²，这里是 ${slope}`,
    unmeasured: '这里没有测量门：运行超过 64 次，或网络太大',
  },

  curve: {
    below: (cell, threshold, step) => `${cell} 在第 ${step} 步低于 ${threshold}`,
    above: (cell, threshold, step) => `${cell} 在第 ${step} 步达到 ${threshold}`,
    lost: (clause, metric) => `${clause}，但后来又丢失，最终为 ${metric}`,
    still: (cell, metric, relation) => `${cell} 仍为 ${metric}，${relation}`,
    now: (cell, metric, step, relation) => `${cell} 训练 ${step} 步后为 ${metric}，${relation}`,
    diverged: (cell, step) => `${cell} 在第 ${step} 步发散`,
    solvedThenDiverged: (clause, step) => `${clause}，但在第 ${step} 步发散`,
    unmeasured: (cell) => `${cell}：没有测量值`,
    about: (baseline) => `与${baseline}差不多`,
    better: (baseline) => `好于${baseline.trimEnd()}，但未解决`,
    worse: (baseline) => `比${baseline}还差`,
    advised: (said) => `${said}可以试试更小的 --learning-rate、--clip 1 或更小，或更小的输入。`,
    nothing: '没有完成的训练',
    measured: (value) => `最好的常数回答（同样数据上为 ${value}）`,
    measuredName: (several) => `同一留出数据上最好的常数回答${several ? '（中位数）' : ''}`,
  },
  baseline: (task, value) =>
    task === 'series'
      ? `最好的固定答案的 ${value} `
      : isConstant(task)
        ? `总是回答 ${CONSTANTS[task]} 时的 ${value} `
        : `不看输入盲答时的 ${value} `,
  baselineName: (task) =>
    isConstant(task)
      ? `总是回答 ${CONSTANTS[task]}`
      : task === 'series'
        ? '最好的固定答案'
        : '不看输入盲答',
  naive: (value) => `沿用最后一个值时的 ${value} `,
  naiveName: '沿用最后一个值',

  compare: {
    diverged: (count, of, clip, rate, ownData) =>
      `${of} 次运行中有 ${count} 次发散或正在发散：误差超出了一切界限。可以这样做：${[
        clip === null ? '裁剪梯度（--clip 1）' : `把裁剪的上限降到 ${clip} 以下（--clip）`,
        `减小学习率（--learning-rate ${roundTo(rate, 2)}）`,
        `让输入大致在 −1 到 1 之间${ownData ? '（--standardize）' : ''}`,
      ].join('，')}。`,
    title: (task, length, hidden, batch, steps, seeds) =>
      `${task}：T = ${length}，H = ${hidden}，B = ${batch}，${steps} 步，${seeds}`,
    seeds: (_count, list) => `种子 ${list}`,
    solvedWhen: (metric, better, threshold, baseline) =>
      `留出数据上的${metric}${better === 'below' ? `低于 ${threshold}` : threshold === '1' ? '为 1' : `达到 ${threshold}`} 即为解决（${baseline.trim()}）。`,
    partial: (finished, planned) => `目前完成了 ${planned} 次运行中的 ${finished} 次。`,
    noRuns: '没有完成的训练。',
    columns: {
      cell: '网络',
      seed: '种子',
      status: '状态',
      solvedAt: '解决于',
      best: '最好值 @ 步',
      final: '最终值',
      steps: '步数',
      parameters: '参数量',
      rate: '步/秒',
    },
    at: (metric, step) => `${metric} @ ${step}`,
    summary: (cell, solved, of) => `${cell}：${of} 次训练解决了 ${solved} 次`,
    medianSolvedAt: (step) => `解决步数的中位数 ${step}`,
    medianMetric: (metric) => `最终值的中位数 ${metric}`,
    reach: (cell, accepted, trained) =>
      `${cell}：从 n = 1 起连续接受到 n = ${accepted}；训练时 n 最大为 ${trained}`,
    curveTitle: (metric, runs) => `留出数据：${metric}随训练步数，${runs}`,
    profileStart: (runs) => `各时间步 t 的梯度范数，训练之前，${runs}`,
    profileAt: (step, runs) => `各时间步 t 的梯度范数，训练 ${step} 个更新步之后，${runs}`,
    profileEnd: (runs) => `各时间步 t 的梯度范数，训练结束时，${runs}`,
    runName: (cell, seed) => `${cell} 种子 ${seed}`,
    seedName: (seed) => `种子 ${seed}`,
    stepFirst: (step) => `第 ${step} 步`,
    stepLast: (step) => `${step}`,
    timeFirst: (t) => `t = ${t}`,
    timeLast: (t) => `${t}`,
    digests: '最终权重的摘要：',
    digest: (cell, seed, digest) => `${cell} ${seed} ${digest}`,
    again: '重现同样的结果：',
  },

  inspect,
  net,
  run,

  tasks: {
    heading: (name, title) => `${name}：${title}`,
    source: (source) => `出处：${source}`,
    baseline: (value) => `不看输入的最好成绩：${value}`,
    solvedWhen: (rule) => `解决标准：${rule}`,
    length: (length) => `长度 T：${length}`,
    lengthInFile: '长度 T：文件中最长的序列',
    file: (option) => `需要你自己的文件：--${option} FILE`,
    symbols: (symbols) => `符号数 K：${symbols}`,
    nGrams: (uniform, tables) =>
      `只靠计数（比特每字符）：各字符一样常见时 ${uniform}；${tables.map((bits, known) => `${known === 0 ? '什么都不知道时' : `知道前 ${known} 个时`} ${bits}`).join('，')}。`,
  },
}
