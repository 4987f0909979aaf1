import type { gradients as english } from '../en/lab-gradients.ts'

const READ = { mean: 'h_1 到 h_T 的均值', attention: 'h_1 到 h_T 按注意力加权的和' }

/** 梯度及其所经路径的文字。 */
export const gradients: typeof english = {
  pooled: {
    gradient: (readout) =>
      `读出层读的是 ${READ[readout]}：损失直接连到每个 h_t，∂L/∂h_t 是这直接的一份，加上从后面各步传回的部分。`,
    jacobian: (readout) =>
      `读出层读的是 ${READ[readout]}：在每个 t，除了这些乘积传回的部分，还要加上直接的一份，所以 ∂L/∂h_t 不等于它们的乘积。`,
    walkBack: (readout) =>
      `读出层读的是 ${READ[readout]}：损失在每一步都直接加上一份，因此范数不只是乘积。`,
  },

  gradient: {
    title: (length, batch) => `一批数据在各时间步 t 的梯度范数，T = ${length}，${batch} 个序列`,
    hidden: '两个网络的 ∂L/∂h',
    hiddenOf: (cell) => `${cell} 的 ∂L/∂h`,
    paths: (cell) => `${cell} 的 ∂L/∂c：全部、只沿着 c（传送带）、其余路径`,
    step: (cell, step, loss) => `${cell} 训练 ${step} 步后：损失 ${loss}`,
    millionth: (t) => `在 t ≤ ${t} 时小于 1e-6`,
    below1e38: (t) => `在 t ≤ ${t} 时小于 1e-38`,
    float32Zero: (t) => `在 t ≤ ${t} 时用 float32 只会得到零`,
    zeroUntil: (t) => `在 t ≤ ${t} 时恰好为零`,
    zeroAt: (list) => `在 t = ${list} 处恰好为零`,
    depths: (list) => `它${list}`,
    nowhere: '在任何时间步都不低于 1e-6',
  },

  byLoss: {
    title: '∂L/∂h_t 从哪里来：其后每个答案各占多少',
    answer: (t) => `答案 t = ${t}`,
    reaches: (name, total, most, last) =>
      `${name}：t = 1 处 ‖∂L/∂h_t‖ 为 ${total}。其中最大的一份 ${most.size} 来自 t = ${most.t} 的答案；最后一个答案（t = ${last.t}）给出 ${last.size}。`,
    once: (name, total, t) =>
      `${name}：t = 1 处 ‖∂L/∂h_t‖ 为 ${total}，全部来自唯一的答案，在 t = ${t}。`,
    zero: (name) => `${name}：没有梯度到达 t = 1。`,
    adds: '在每个 t，各份作为向量相加，就是 ∂L/∂h_t。',
    nothing: '此序列不要求作答。',
  },

  byLag: {
    title: '一个答案的梯度有多少到达 k 个时间步之前',
    about: (answers, sequences, length) =>
      `${sequences} 个留出序列中 ${answers} 个答案的平均范数，T = ${length}。答案所在的那一步 k = 0。`,
    lag: (k) => `k = ${k}`,
    answers: '答案数',
    reach: (name, step, reach, last, first, end) =>
      `${name}，训练 ${step} 步后：k = 0 处为 ${first}，k = ${last} 处为 ${end}。k = 0 处的千分之一${
        reach >= last ? '一直到达最前面。' : `到达 k = ${reach} 处为止。`
      }`,
    zero: (name, step) => `${name}，训练 ${step} 步后：没有一个答案有梯度。`,
    notUsed: '这说的是一个答案能把多远之前的东西改正，而不是网络作答时往回看多远。',
    nothing: '这些序列不要求作答。',
  },

  verification: {
    title: (sequences, epsilon) =>
      `用教科书实现（float64）的中心差分（ε = ${epsilon}，${sequences} 个序列）核对教科书与引擎的反向传播。`,
    columns: { tensor: '张量', checked: '元素数', textbook: '教科书', engine: '引擎' },
    constants: '有一条通路只在反向被切断，普通的差分看不到：权重变动时，从那里读到的值保持不变。',
    largest: (cell, place, error, analytic, numeric) =>
      `${cell}：引擎的最大相对误差为 ${error}，位于 ${place}：反向传播得 ${analytic}，差分得 ${numeric}。`,
  },

  walk: {
    title: (cell, t, length, unit) => `${cell}，t = ${t}（共 ${length} 步），第 ${unit} 个单元`,
    marked: (t) => `t = ${t} 是任务的提示步。`,
    forget: {
      all: (f, c) => `f = ${f}，c_{t−1} = ${c} 几乎全部保留`,
      most: (f, c) => `f = ${f}，c_{t−1} = ${c} 大部分保留`,
      little: (f, c) => `f = ${f}，c_{t−1} = ${c} 大部分遗忘`,
      none: (f, c) => `f = ${f}，c_{t−1} = ${c} 几乎全部遗忘`,
      severed: '传送带在此处被切断',
    },
    write: (i, g) => `候选值 g = ${g} 按 i = ${i} 的比例写入`,
    cell: (c) => `于是 c_t = ${c}`,
    show: (o, h) => `再按 o = ${o} 的比例输出：h_t = ${h}`,
    gru: (z, before, n, h) =>
      `h_{t−1} = ${before} 按 z = ${z} 的比例保留，其余由候选值 n = ${n} 填补：h_t = ${h}`,
    ofGru: {
      severed: (n, h) =>
        `传送带在此处被切断：h_{t−1} 一点也不保留，候选值 n = ${n} 按 1 − z 的比例写入：h_t = ${h}`,
      severedBackward: '传送带在此处只在反向被切断：梯度不再直接从 h_t 传到 h_{t−1}。',
    },
    looking: '各个门还能看到细胞状态：f 和 i 看到的是 t − 1 时的，o 看到的是新的。',
    weighed:
      'f 和 i 是在归一化量 n_t 中所占的份额，相加为 1：exp(z_i) 很大时，原有的内容所剩无几。',
    float32: {
      lost: (largest, plain, stabilised, units) =>
        `论文的 n_t 用 float32 计算，z_i 最大为 ${largest}：不用稳定量，${units} 个单元中有 ${plain} 个是无穷大或 0；用了，有 ${stabilised} 个。`,
      same: (largest, plain, stabilised) =>
        `论文的 c_t/n_t 用 float32 计算，z_i 最大为 ${largest}：不用稳定量最多相差 ${plain}，用了最多相差 ${stabilised}。`,
    },
    severed: 'h_{t−1} 在此处传不到各个门。',
    severedBackward: {
      belt: '传送带在此处只在反向被切断：梯度不再沿它从 c_t 传到 c_{t−1}。',
      gates: '经过门的通路在此处只在反向被切断：梯度不再从各个门传到 h_{t−1}。',
    },
  },

  walkBack: {
    pictureTitle: (t, length) => `从 t = ${t}（共 ${length} 步）往回走：增益的乘积与范数`,
    title: (cell, t, length, unit) =>
      `${cell} 往回走，t = ${t}（共 ${length} 步），第 ${unit} 个单元`,
    ownLoss: 'ℓ：t 处的损失',
    columns: {
      step: '步',
      largest: '最大',
      gain: '增益',
      product: '乘积',
      measured: '实测',
    },
    columnsMean: (quantity, belt, origin) =>
      `最大：这一步最多能把梯度放大到几倍。实测：${quantity}${belt ? '（只沿传送带传回的部分）' : ''}与 t = ${origin} 处之比。`,
    blocks: { diagram: '图', step: '这一步', table: '十步', words: '文字说明' },
    pageName: (cell, block) => `${cell}：${block}`,
    page: (now, { at, of }, next) => `${now} · 第 ${at} 页，共 ${of} 页 · Tab：${next}`,
    product: '增益的乘积',
    measured: (quantity) => `${quantity}，实测`,
    first: '走到 t = 1 为止：再往前就是常数。',
    stretch: (largest, smallest, gain) =>
      `梯度的范数最多变为 ${largest} 倍${smallest === null ? '' : `，最少 ${smallest} 倍`}${gain === null ? '' : `，眼前这个梯度（所有单元合起来）是 ${gain} 倍`}`,
    slope: (own, stretch) =>
      `到 t − 1 的这一步给梯度乘上 W_hhᵀ diag(1 − h_t²)：${stretch}。这个单元自己的斜率 1 − h_t² = ${own}。`,
    update: (own, stretch) =>
      `走到 t − 1 的这一步，${stretch}。这个单元的更新门让 z_t = ${own} 直接通过。`,
    belt: (own, stretch) =>
      `只沿着 c（传送带），到 t − 1 的这一步给这个单元乘上 f_t = ${own}；${stretch}。`,
    full: (stretch) => `经由所有通路（包括各个门与 h），∂c_t/∂c_{t−1} 使${stretch}。`,
    products: (way, size, quantity) =>
      `从 t = ${way.from} 回到 t = ${way.to}，${way.count} 个增益之积为 ${size.product}；实测：t = ${way.to} 处的 ${quantity} 是 t = ${way.from} 处的 ${size.measured} 倍。`,
    whole: (size) => `整个 ∂L/∂c（传送带与其余）是原来的 ${size} 倍。`,
    asked: (list) => `途中损失又提出要求（t = ${list}），所以范数不只是乘积。`,
    origin: (t) => `t = ${t} 之后没有梯度。`,
    nothing: '每个时间步的梯度都恰好为零。',
  },

  jacobian: {
    title: '逐步雅可比矩阵及其乘积的范数',
    products: '从 t 到 T 的所有步合起来，最多能把梯度放大到几倍',
    steps: '一步最多能把梯度放大到几倍',
    belt: '传送带',
    beltOf: (cell) => `${cell} 传送带`,
    beltAlone: (cell, state) => `${cell} 传送带（只沿着 ${state}）`,
    columns: {
      t: '',
      step: (name) => `${name}·一步`,
      product: (name) => `${name}·到 T`,
    },
    sentence: (of, least, most) =>
      `${of.name}：一步最多把梯度乘以 ${of.mean}（几何平均；最小 ${least.size}，在 t = ${least.t}；最大 ${most.size}，在 t = ${most.t}）。合起来：‖${of.whole}‖ = ${of.product}${of.bound === null ? '' : `；仅凭各步的范数，上界为 ${of.bound}`}。`,
    zero: (name, whole, until) => `${name}：t ≤ ${until} 时 ${whole} 恰好为零。`,
    single: (name) => `${name}：只有一个时间步，没有可乘的东西。`,
  },

  attribution: {
    title: '∂L/∂x_t：损失取决于哪些输入',
    columns: { cell: '网络', share: '本序列', mean: '均值', chance: '均匀分布' },
    sentence: (cell, share, mean, sequences, chance) =>
      `${cell}：‖∂L/∂x_t‖ 有 ${share} 落在提示步，${sequences} 个序列的均值为 ${mean}；若各时间步同样重要，则为 ${chance}。`,
    unmarked: '该任务没有提示步：损失取决于哪些输入，由曲线可见。',
  },

  dial: {
    names: {
      i: 'i',
      f: 'f',
      g: 'g',
      o: 'o',
      r: 'r',
      z: 'z',
      n: 'n',
      'forget-bias': '遗忘门偏置',
      lag: '滞后',
      scale: 'W_hh 的倍数',
    },
    at: (name, value) => `${name} = ${value}`,
    title: (name, from, to, count) =>
      `转动 ${name}：从 ${from} 到 ${to} 共 ${count} 个位置，只试不留`,
    titleAt: (position) => `转到 ${position}，只试不留`,
    now: '现状',
    halfLife: '半衰期',
    metric: { mse: '均方误差', accuracy: '准确率', 'cross-entropy': '交叉熵' },
    ofCell: (cell, fact) => `${cell} ${fact}`,
    picture: '各位置（向下）在各时间步 t（向右）的梯度范数',
    changes: (from, to, facts) => `从 ${from} 到 ${to}：${facts}。`,
    change: (fact, from, to) =>
      from === to ? `${fact} 保持 ${to}` : `${fact} 从 ${from} 变为 ${to}`,
    best: (metric, value, position, line) =>
      `${metric} 最好的是 ${value}，在 ${position}；要保留它：${line}`,
    restarts: '改动它，两个网络就会重新开始：这里看到的是种子给出的、未经训练的网络。',
  },
}
