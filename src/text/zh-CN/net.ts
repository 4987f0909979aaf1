/** 网络文件里有什么。数与名称传入时已是要显示的样子。 */
import type { net as english } from '../en/net.ts'

export const net: typeof english = {
  kind: {
    rnn: 'RNN',
    lstm: 'LSTM',
    gru: 'GRU',
    'brain-lstm': 'brain.js 的 LSTM',
    dense: '线性层',
    embedding: '嵌入层',
  },
  formats: {
    safetensors: 'safetensors',
    pytorch: 'PyTorch',
    keras: 'Keras',
    onnx: 'ONNX',
    flax: 'Flax',
    numpy: 'NumPy',
    'tensorflow.js': 'TensorFlow.js',
    'brain.js': 'brain.js',
  },
  head: (format, nets, layers, recurrent) =>
    `${format}：${nets} 个网络，共 ${layers} 层，其中 ${recurrent} 层是循环层。`,
  named: (format, convention) => `${format}（${convention}）`,
  net: (index, name) => (name === '' ? `网络 ${index}` : `网络 ${index}，“${name}”`),
  layer: (index, kind, name, parts) =>
    `${index}. ${kind}${name === '' ? '' : `“${name}”`}：${parts.join('；')}`,
  sizes: (input, hidden) => `${input} → ${hidden}`,
  projected: (hidden, output) => `${hidden}，投影到 ${output}`,
  both: '双向',
  direction: { forward: '沿时间正向', backward: '沿时间反向' },
  weights: (names) => `权重：${names}`,
  readouts: (names) => `可能是读出层：${names}；用 --input 时以“--readout 名称”指明。`,
  quoted: (name) => `“${name}”`,
  more: (count) => `另有 ${count} 个`,
  title: (place, kind, name, sizes) =>
    `${place}：${kind}${name === '' ? '' : `“${name}”`}，${sizes.join('，')}`,
  place: (net, layer) => (net === null ? `第 ${layer} 层` : `网络 ${net} 第 ${layer} 层`),
  gates: {
    h: 'h',
    i: '输入门 i',
    f: '遗忘门 f',
    g: '候选值 g',
    o: '输出门 o',
    r: '重置门 r',
    z: '更新门 z',
    n: '候选值 n',
  },
  kept: { f: '细胞状态', z: '状态' },
  atRest: (gate, mean, low, high, min, max) =>
    `没有输入、状态为零时，${gate} 平均为 ${mean}（四分位 ${low} 到 ${high}，全部在 ${min} 到 ${max} 之间）。`,
  atRestAlike: (gate, value) => `没有输入、状态为零时，所有单元的${gate} 都是 ${value}。`,
  halvesAlike: (kept, halfLife, reach) =>
    `若保持如此，每个${kept}每 ${halfLife} 步减半，${reach} 步后降到千分之一；输入可以让门打开得更久。`,
  halves: (kept, median, longest, unit) =>
    `若保持如此，按中位的门，${kept}每 ${median} 步减半；记得最久的是单元 ${unit}，每 ${longest} 步减半。`,
  halvesOrNot: (kept, median) => `若保持如此，按中位的门，${kept}每 ${median} 步减半。`,
  never: (count, of, kept) => `${of} 个单元中有 ${count} 个的${kept}永不消退：那里的门为 1。`,
  reach: (kept, median, longest) =>
    `任其自然，按中位的门，${kept}在 ${median} 步后降到千分之一，最久的在 ${longest} 步后；输入可以让门打开得更久。`,
  reachMedian: (kept, median) => `任其自然，按中位的门，${kept}在 ${median} 步后降到千分之一。`,
  units: (units) => `半衰期最长的单元（括号内为步数）：${units}。`,
  unit: (unit, halfLife) => `${unit}（${halfLife ?? '∞'}）`,
  unknown: (gate) => `${gate} 无从谈起：它的偏置不是数。`,
  noCell: '没有细胞状态：每一步的 c 都由 h 重新算出，没有从 c 到 c 的路径，因此没有半衰期可言。',
  decay: (radius, halfLife, reach) =>
    `循环矩阵的谱半径为 ${radius}：任其自然，状态每 ${halfLife} 步减半，${reach} 步后降到千分之一。`,
  grows: (radius) =>
    `循环矩阵的谱半径为 ${radius}：很小的状态不会自行消退，而会增长，直到被激活函数限制住。`,
  stretches: (norm) => `一步最多把 h 拉长到 ${norm} 倍（‖U‖）。`,
  spreads: {
    orthogonal: (spread) => `U 近乎正交矩阵的倍数（离散度 ${spread}）：各个方向被拉长的程度相同。`,
    between: (spread) => `U 的奇异值比随机矩阵的集中（离散度 ${spread}，随机矩阵为 1）。`,
    random: (spread) => `U 的奇异值与随机矩阵的一样分散（离散度 ${spread}）。`,
    few: (spread) => `U 由少数几个方向主导：奇异值的离散度为 ${spread}，随机矩阵为 1。`,
  },
  saturated: (count, of) =>
    count === 0
      ? '静息时没有饱和的门。'
      : `静息时 ${of} 个门中有 ${count} 个饱和（低于 0.05 或高于 0.95）。`,
  histogram: '各单元的半衰期（步）：',
  singular: 'U 的奇异值，从大到小：',
  bins: {
    between: (from, to) => `${from}–${to}`,
    never: '永不',
  },
  columns: {
    gate: '块',
    bias: '偏置（±）',
    saturated: '饱和',
    norm: '‖U‖',
    radius: 'ρ(U)',
    spread: '离散度',
  },
  legend:
    'U 是一个块的循环矩阵：‖U‖ 是它最大的奇异值，ρ(U) 是谱半径，离散度表示奇异值有多不均匀（0：正交矩阵的倍数；1：与随机矩阵相同）。偏置是静息时起作用的偏置。',
  alone: (steps, settled) =>
    `以零输入独自运行 ${steps} 步，它${settled ? '归于静止' : '没有静止下来'}`,
  aloneGate: (start, gate, mean, units) =>
    `${start}；此时${gate} 平均为 ${mean}，半衰期最长的单元：${units}。`,
  aloneEnd: (start) => `${start}。`,
  aloneStates: (state, units) => `${state}：${units}。`,
  states: { c: '此时最大的细胞状态 c', h: '此时最大的状态 h' },
  unitState: (unit, state) => `${unit}（${state}）`,
  same: (place) => `数值与${place}完全相同。`,
  oddTitle: '异常之处：',
  nothingOdd: '数值中没有发现异常。',
  odd: {
    'not-finite': (tensor, count, index, value) =>
      `“${tensor}”中有 ${count} 个数是 NaN 或无穷大，第一个是 [${index}] 处的 ${value}。`,
    'all-zero': (tensor) => `“${tensor}”全为零。`,
    'forget-bias-zero': (biased) =>
      biased
        ? '所有单元的遗忘偏置都恰好为 0，遗忘门从半开开始；通常取 1 或更大。'
        : '没有偏置，因此静息时遗忘门半开。',
    'never-opens': (gate, count, units) =>
      `${gate} 在 ${count} 个单元（${units}）上永不打开：对 ±1 以内的一切输入和状态都低于 0.01。`,
    'gate-order': (block, mean) =>
      `提示：${block} 的偏置都在 ${mean} 左右，其他块的偏置都在 0 左右，正像训练之前的遗忘偏置。各块的顺序也许与读取时所用的不同。`,
    'no-cell-state':
      '这是 brain.js 的 LSTM：c_t = f⊙h_{t−1} + i⊙g，而 LSTM 是 f⊙c_{t−1}。它没有传送带：细胞状态之间什么也不传递。',
    'untrained-biases': (gates) =>
      `以下各块的偏置在所有单元上都恰好为 0：${gates}。brain.js 只用序列的第一步训练偏置，所以它们一直是 0。`,
    'far-cell': (units) =>
      `没有任何输入时，这些单元的细胞状态 c 走得比 tanh 能分辨的还远，即会漂移：${units}。`,
    'beyond-approximation': (gate, count, units) =>
      `静息时${gate} 在 ${count} 个单元（${units}）上超出 ±16：用近似算法计算 σ 的运行环境在那里结果会不同。这里按精确值计算。`,
  },
  oddAt: (place, sentence) => `${place}：${sentence}`,
  remarks: {
    unused: ({ count, names }) => `没有读取的张量，共 ${count} 个：${names}。`,
    'assumed-tanh': ({ layer }) =>
      layer === ''
        ? '文件没有写明其中的 RNN 用哪种激活函数，这里假定为 tanh。'
        : `文件没有写明 RNN “${layer}” 用哪种激活函数，这里假定为 tanh。`,
    'assumed-variant': () =>
      '文件由较早版本的 gatelab 写出，没有写明是哪种 LSTM 变体，也没有写明做过哪些干预；这里假定为标准 LSTM。用 --input 时，--variant NAME 会按另一种变体读取。',
    'assumed-form': ({ names }) =>
      `文件里只有权重，没有描述各个单元，这里假定为通常的激活函数：${names}。`,
    chained: ({ names }) => `同一列表里的模块，尺寸首尾相接，这里当作逐层叠起的各层：${names}。`,
    surgery: ({ count }) =>
      `文件写明对其网络做过干预（${count} 项操作）；这里是它的权重，不含干预。`,
    undone: ({ what, names }) => `${what} 已被还原：${names}。`,
    skipped: ({ names }) => `文件里有、但没有读取的层：${names}。`,
    masking: ({ layer }) =>
      `“${layer}” 在原来的程序里会跳过填充的时间步；这里由数据文件的 lengths 说明哪些步算数，没有它则每一步都算。`,
    branching: ({ names }) => `计算图在这里分叉或汇合，网络在此开始或结束：${names}。`,
    'initial-state': ({ layer }) =>
      `“${layer}” 的初始状态来自另一层；这里用文件里的值，没有则为零。`,
    'own-lengths': ({ layer }) =>
      `文件规定了“${layer}”对每个序列读多少步（sequence_lens）；这里由数据文件的 lengths 说明，没有它则每一步都算。`,
    part: ({ names, what }) =>
      `从文件名看，这只是一个网络的一部分（${what}）；它的索引（通常叫“${names}”）可以打开整个网络。`,
    'wrong-export': ({ layer }) =>
      `“${layer}” 带有投影，而导出它的程序已知会把这样的层写错：不要相信它。`,
  },
}
