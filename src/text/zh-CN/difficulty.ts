import type { certificate as english } from '../en/difficulty.ts'

/** 任务有多难：不学习任何跨时间的东西，靠什么就能解决。数字已按显示格式传入。 */
export const certificate: typeof english = {
  title: (seed, heldOut) =>
    `不靠记忆的解法：种子 ${seed} 的 ${heldOut} 个留出序列上的指标；* 表示解决。`,
  several: (heldOut) => `不靠记忆的解法：各种子的 ${heldOut} 个留出序列上的指标；* 表示解决。`,
  subject: (task, length, symbols) =>
    symbols === null ? `${task}，T = ${length}` : `${task}，T = ${length}，K = ${symbols}`,
  about: (subject) => `难度检验，${subject}：`,
  columns: {
    task: '任务',
    length: 'T',
    solved: '解决标准',
    constant: '固定答案',
    lastInput: '最后输入',
    bagOfInputs: '输入之和',
    guessing: '猜权重',
  },
  below: (threshold) => `< ${threshold}`,
  atLeast: (threshold) => `>= ${threshold}`,
  mark: '*',
  markOpen: '?',
  guesses: (solved, made) => `${solved}/${made}`,

  measured: (metric, constant, lastInput, bag, change) =>
    `${metric}：最好的固定${change ? '变化量（相对于最后一个值）' : '答案'}为 ${constant}，只看最后输入的线性读出为 ${lastInput}，看全部输入之和的线性读出为 ${bag}。`,
  guessed: (solved, made) =>
    solved === 0
      ? `随机猜小网络的全部权重 ${made} 次，没有一次解决任务。`
      : `随机猜小网络的全部权重 ${made} 次，有 ${solved} 次解决任务。`,
  reached: (solved, made) =>
    `随机猜小网络的全部权重 ${made} 次，有 ${solved} 次在这些序列上达到解决标准。`,

  solvers: {
    constant: '一个固定答案',
    change: '一个固定的变化量',
    lastInput: '只看最后一个输入',
    guessing: '随机猜权重',
  },
  and: '、',
  first: (at, cell, hidden, range, logistic) =>
    `第 ${at} 次猜测最先解决，是 H = ${hidden}、权重取自 [−${range}, ${range})${logistic ? '、输出经 logistic 函数' : ' '}的 ${cell}`,
  nothing: (who, several) => `${who}${several ? '都' : '就'}能解决它：它说明不了任何记忆能力`,
  reachers: {
    constant: '一个固定答案',
    change: '相对于最后一个值的一个固定变化量',
    lastInput: '最后输入的读出',
    bagOfInputs: '全部输入之和的读出',
    guessing: '这么多次猜测中的一次',
  },
  tooFew: (who, several, unit, units, needed) =>
    `留出的只有 ${units} 个${unit === 'sequence' ? '序列' : '块'}，${who}${several ? '都' : ''}可能仅凭偶然就达到解决标准：太少，说不了它${several ? '们' : ''}能不能解决${needed === null ? '' : `；要有 ${needed} 个才行`}`,
  none: (change) => `固定${change ? '变化量' : '答案'}、最后输入、随机猜权重都解决不了它。`,
  noneOf: (subjects) => `固定答案、最后输入、随机猜权重都解决不了的：${subjects}。`,
  brief: (task, length) => `${task}（T = ${length}）`,
  sum: '全部输入之和就能解决它：需要记住出现过什么，不需要记住何时出现。',
  short: (made, asked) => `只猜了 ${asked} 次中的 ${made} 次：序列这么长，再猜太费时间。`,
  headed: (subject, sentence) => `${subject}：${sentence}`,
  how: (nets, ranges, screened, logistic) =>
    `猜权重（Hochreiter & Schmidhuber 1996）：全部权重一次取自 [−w, w)，w = ${ranges}；${nets}；输出不变${logistic ? '，损失为平方误差时也轮流经 logistic 函数' : ''}；先在 ${screened} 个序列上试，再在全部序列上试。输入之和：对到此为止全部输入之和的线性读出。`,
  net: (cell, hidden) => `H = ${hidden} 的 ${cell}`,
  partial: (finished) => `提前结束：完成了 ${finished} 个任务。`,
}
