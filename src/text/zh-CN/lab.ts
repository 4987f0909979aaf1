import type { lab as english } from '../en/lab.ts'

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
  comma: '，',
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
    gain: (gain) => `循环权重初值乘以 ${gain}`,
    variant: (name) => `变体 ${name}`,
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

  gradient: {
    title: (length, batch) => `一批数据在各时间步 t 的梯度范数，T = ${length}，${batch} 个序列`,
    hidden: '两个网络的 ∂L/∂h',
    hiddenOf: (cell) => `${cell} 的 ∂L/∂h`,
    paths: (cell) => `${cell} 的 ∂L/∂c：全部、传送带、其余路径`,
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
    looking: '各个门还能看到细胞状态：f 和 i 看到的是 t − 1 时的，o 看到的是新的。',
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
    columns: {
      step: '步',
      largest: '最大',
      gain: '增益',
      product: '乘积',
      measured: '实测',
    },
    blocks: { diagram: '图', step: '这一步', table: '十步', words: '文字说明' },
    pageName: (cell, block) => `${cell}：${block}`,
    page: (now, { at, of }, next) => `${now} · 第 ${at} 页，共 ${of} 页 · Tab：${next}`,
    product: '增益的乘积',
    measured: (quantity) => `${quantity}，实测`,
    first: '走到 t = 1 为止：再往前就是常数。',
    stretch: (largest, smallest, gain) =>
      `最多 ${largest} 倍${smallest === null ? '' : `，最少 ${smallest} 倍`}${gain === null ? '' : `，对眼前这个梯度是 ${gain} 倍`}`,
    slope: (own, stretch) =>
      `到 t − 1 的这一步给梯度乘上 W_hhᵀ diag(1 − h_t²)：${stretch}。这个单元自己的斜率 1 − h_t² = ${own}。`,
    update: (own, stretch) =>
      `到 t − 1 的这一步给梯度乘上：${stretch}。这个单元的更新门让 z_t = ${own} 直接通过。`,
    belt: (own, stretch) =>
      `沿传送带到 t − 1 的这一步给这个单元乘上 f_t = ${own}；对整个梯度：${stretch}。`,
    full: (stretch) => `经由所有通路（包括各个门与 h），∂c_t/∂c_{t−1} 给梯度乘上：${stretch}。`,
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

  memory: {
    title: (lag) => `以时间步计的记忆；任务的滞后为 ${lag}`,
    columns: { what: '半衰期', before: '之前', after: '之后' },
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

  operation: {
    clamp: (gate, value) => `${gate} 固定为 ${value}`,
    scale: (gate, value) => `${gate} 乘以 ${value}`,
    'sever-belt': '切断传送带：c_{t−1} 不再传到 c_t',
    'sever-gates': '切断经过门的通路：h_{t−1} 不再传到各个门',
    'sever-belt-backward': '只在反向切断传送带：梯度不再沿它从 c_t 传到 c_{t−1}，任何值都不变',
    'sever-gates-backward': '只在反向切断经过门的通路：梯度不再从各个门传到 h_{t−1}，任何值都不变',
    'plain-output': '直接输出：h_t = o⊙c_t，不经过 tanh',
    units: (list) => `单元 ${list}`,
    times: (from, to) => (from === to ? `t = ${from}` : `t = ${from}..${to}`),
  },

  surgery: {
    none: '已没有任何干预。',
    what: '对 LSTM 的干预：',
    columns: { what: '', before: '之前', after: '之后', full: '前向反向都切', uncut: '未切断' },
    beside: {
      title: (quantity) => `${quantity}：未切断、只切反向、前向反向都切`,
      uncut: '未切断',
      backward: '只切反向',
      full: '前向反向都切',
      metric: (name, backward, full) =>
        `只切反向时，${name}为 ${backward}，与未切断时相同；前向反向都切时为 ${full}。`,
      path: (quantity, uncut, backward, full) =>
        `在 t = 1，${quantity} 未切断时为 ${uncut}，只切反向时为 ${backward}，前向反向都切时为 ${full}。`,
      trends: (uncut, backward, full) =>
        `未切断时 ∂L/∂h ${uncut}；只切反向时 ∂L/∂h ${backward}；前向反向都切时 ∂L/∂h ${full}。`,
    },
    loss: '损失',
    cellAt1: 't = 1 处的 ∂L/∂c',
    hiddenAt1: 't = 1 处的 ∂L/∂h',
    title: (quantity) => `${quantity}，之前与之后`,
    metric: (name, before, after) =>
      before === after ? `${name}仍为 ${after}。` : `${name}由 ${before} 变为 ${after}。`,
    path: (quantity, before, after) => `在 t = 1，${quantity} 原为 ${before}，现为 ${after}。`,
    trends: (before, after) => `之前 ∂L/∂h ${before}；之后 ∂L/∂h ${after}。`,
  },

  history: {
    none: '还没有做过任何更改。',
    start: '（起点）',
    present: (undo, redo) =>
      `▸ 是当前状态：之前有 ${undo} 次更改${redo > 0 ? `，另有 ${redo} 次已撤销` : ''}。`,
    presentLine: '当前',
    undone: '已撤销',
  },

  diff: {
    title: (back) => (back === 1 ? '上一次更改改变了什么' : `最近 ${back} 次更改改变了什么`),
    columns: { what: '项目', before: '之前', after: '之后' },
    none: '没有差别。',
    distance: (cell, distance) => `${cell}：权重移动了 ${distance}（L2 范数）`,
    yes: '是',
    no: '否',
  },

  receipt: {
    line: (line) => `来历，对应命令：${line}`,
    equations: '公式：',
    operands: '代入：',
    columns: { name: '名称', value: '值' },
    spec: '设置：',
    seed: (seed) => `种子：${seed}`,
    digest: (digest) => `摘要：${digest}`,
    simd: (bits: number) => `以 ${bits} 位向量计算。`,
    again: '重现同样的结果：',
    same: '已核对：结果相同。',
    differs: '已核对：结果不同。差别在于：',
  },

  file: {
    save: (path, bytes) => `工作台已保存到 ${path}（${bytes} 字节）。`,
    export: (what, path, bytes) => `${what}已导出到 ${path}（${bytes} 字节）。`,
    what: { workbench: '工作台', weights: '权重', data: '数据', picture: '图' },
  },

  language: { en: '语言：英文。', 'zh-CN': '语言：中文。' },
}
