import type { lab as english } from '../en/lab.ts'
import { changes } from './lab-changes.ts'
import { gradients } from './lab-gradients.ts'

/** 工作台各种结果的文字。数字已按显示格式传入。 */
export const lab: typeof english = {
  names: {
    i: '输入门 i',
    f: '遗忘门 f',
    g: '候选值 g',
    o: '输出门 o',
    c: '细胞状态 c',
    h: '隐藏状态 h',
    r: '重置门 r',
    z: '更新门 z',
    n: '候选值 n',
  },
  status: {
    given: '来自文件',
    untrained: '未训练',
    training: '训练中',
    solved: '已解决',
    unsolved: '未解决',
    diverged: '发散',
  },
  row: (head, facts) => (facts === '' ? head : `${head}：${facts}`),
  fact: (name, value) => `${name} ${value}`,
  more: (count) => `…… 另有 ${count} 个`,
  marks: (list) => `提示步 t = ${list}`,
  sequence: (number, length, marks) =>
    `留出数据的第 ${number} 个序列，T = ${length}${marks === '' ? '' : `，${marks}`}。`,
  answer: (net, answer, target) => `${net} 答 ${answer}，应为 ${target}。`,
  before: '之前',
  after: '之后',

  bench: {
    title: (task, length, symbols, hidden, batch, seed) =>
      `${task}：T = ${length}，${symbols === null ? '' : `K = ${symbols}，`}H = ${hidden}，B = ${batch}，种子 ${seed}`,
    settings: (optimizer, rate, clip, init, bias) =>
      `${optimizer}，学习率 ${rate}，梯度裁剪 ${clip}，初始化 ${init}，遗忘门偏置 ${bias}`,
    inputBias: (bias) => `输入门偏置 ${bias}`,
    gain: (gain) => `循环权重初值乘以 ${gain}`,
    variant: (name) => `变体 ${name}`,
    readout: (name) => `读出 ${name}`,
    restarted: '训练所依赖的设置变了，网络回到未训练的状态。',
    undone: (line) => `已撤销：${line}`,
    redone: (line) => `已重做：${line}`,
    loaded: (file) => `已载入：${file}`,
    columns: {
      cell: '网络',
      step: '步数',
      status: '状态',
      loss: '损失',
      parameters: '参数量',
      digest: '摘要',
    },
    untrained: (cells) => `未训练：${cells}。`,
    beforeSurgery: (cell) => `${cell} 的成绩是在这次干预之前测得的。`,
    surgery: '干预：',
    changes: (undo, redo, forgotten) =>
      `可撤销 ${undo} 次更改${forgotten > 0 ? '（更早的已被舍去）' : ''}${redo > 0 ? `，可重做 ${redo} 次` : ''}。`,
    digest: (digest) => `摘要：${digest}`,
  },

  given: {
    welcome:
      '工作台上是你自己的网络。试试 gates、memory、sever belt、gradient、undo；help 列出全部命令。',
    now: '现在',
    title: (weights, input) => `来自 ${weights} 的网络，数据文件 ${input}`,
    layer: (format, step, steps, name, input, hidden) =>
      `文件（${format}）${steps} 步中的第 ${step} 步${name === '' ? '' : `“${name}”`}：${input} → ${hidden}。`,
    sequences: (count, length) =>
      `数据文件有 ${count} 个序列，最多 ${length} 步；凡说到留出序列，指的就是它们。`,
    readout: (name, outputs) =>
      `读出层是其后的线性层${name === '' ? '' : `“${name}”`}（${outputs} 个输出）。`,
    identity: (hidden) => `其后不是单独一个线性层，因此直接读出 h（${hidden} 个输出）。`,
    asked: '损失是各序列末尾的输出与数据文件中 y 的均方误差。',
    unasked: '数据文件没有 y，因此损失是各序列末尾输出的均方值。',
    tanh: '文件没有说明 RNN 用哪个函数，这里按 tanh 计算。',
    variant:
      '文件由较早版本的 gatelab 写出，没有写明是哪种 LSTM 变体，也没有写明做过哪些干预；这里假定为标准 LSTM。',
    sequence: (number, length) => `数据文件的第 ${number} 个序列，T = ${length}。`,
    memory: (count, all) =>
      `${all} 个单元中有 ${count} 个能记过整个序列；“之前”指文件中原来的网络。`,
  },

  training: {
    title: (metric) => `留出数据：${metric}随训练步数的变化`,
    moved: (cell, from, to, rate) =>
      from === to
        ? `${cell}：停在第 ${to} 步`
        : `${cell}：第 ${from} 步到第 ${to} 步，${rate} 步/秒`,
    stopped: '训练中途停止，已经学到的都会保留。',
  },

  code: {
    about:
      'x 即 x_t；h 和 c 在算出之前是 t − 1 的；一批之中每行是一条序列。在 PyTorch 里，loss.backward() 按同样的规则往回走。b_i 即 b_ii + b_hi，其余类推。',
    pytorch: 'PyTorch',
    reference: 'float64',
    from: (code, file) => `${code}（${file}）`,
  },
  states: {
    sorted: {
      'half-life': '单元按遗忘门的半衰期排列，最长的在上。',
      value: '单元按 t = T 时的值排列，最大的在上。',
    },
    unsorted: (cell) => `${cell} 没有门，其单元仍按编号排列。`,
    strip: (name, mean, low, lowAt, high, highAt) =>
      `${name}：均值 ${mean}，最小 ${low}（${lowAt}），最大 ${high}（${highAt}）。`,
    place: (t, unit) => `t = ${t}，第 ${unit} 个单元`,
    of: (cell, name) => `${cell} 的${name}`,
    histogram: (name) => `${name}：各取值出现的次数`,
    fullest: (count, all, name, from, to) =>
      `${name} 最常落在 ${from} 与 ${to} 之间：${all} 次中有 ${count} 次。`,
  },

  context: {
    title: '每个字符的比特数，按网络已看到的字符数',
    about: (characters) =>
      `${characters} 个留出的字符，每个都反复提问：网络以空状态从它之前 1、2、3……个字符处开始。`,
    known: '已看到',
    counted: '计数表',
    first: '看到 1 个字符',
    reach: (name, step, bits, reach, length) =>
      `${name}，训练 ${step} 步后：看到全部 ${length} 个字符时为 ${bits} 比特；超过 ${reach} 个之后，再多看也只改变不到 0.02 比特。`,
    tables: (symbols, uniform, tables) =>
      `不用网络：${symbols} 个符号若一样常见，为 ${uniform} 比特；在训练部分计数得到的表，${tables.map((bits, known) => `${known === 0 ? '什么都不知道时' : `知道前 ${known} 个字符时`}为 ${bits}`).join('，')}。`,
  },

  memory: {
    title: (lag) => `以时间步计的记忆；任务的滞后为 ${lag}`,
    columns: { what: '半衰期', before: '之前', after: '之后' },
    unchanged: (file) => `两列相同：网络从${file ? '文件读入' : '种子建立'}以来，半衰期没有变过。`,
    median: '中位数',
    longest: '最长',
    longEnough: '半衰期不短于滞后的单元',
    endless: '∞',
    of: (count, all) => `${count}/${all}`,
    afterSteps: (step) => `训练 ${step} 步后`,
    histogram: (when) => `各单元的半衰期，${when}`,
    update:
      'GRU 中 h_t = (1 − z)⊙n + z⊙h_{t−1}：更新门 z 的作用如同 LSTM 的 f，决定保留多少，所以半衰期由 z 算得。',
    needed: (gate, lag, kept, bias) =>
      `要在 ${lag} 个时间步之后仍保留一半，需要 ${gate} ≥ 2^(−1/${lag}) = ${kept}，即偏置 ln(${gate}/(1−${gate})) 不小于 ${bias}。`,
    have: (bias, count, all, step, update) =>
      `${update ? '更新门 z 的偏置（--forget-bias）' : '遗忘门偏置'}的初值为 ${bias}；训练 ${step} 步后，${all} 个单元中有 ${count} 个记得够久。`,
    suggestions: '可以这样设置：',
  },

  language: { en: '语言：英文。', 'zh-CN': '语言：中文。' },
  ...gradients,
  ...changes,
}
