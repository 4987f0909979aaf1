/** 领域用语与程序用语；词条与英文相同。 */
import type { Glossary } from '../en/glossary.ts'

const field: Glossary['terms']['field'] = {
  'time-step': {
    name: '时间步',
    means: '序列中的一个位置 t = 1..T。网络在这里读入 x_t，状态改变一次。与更新步不同。',
  },
  'update-step': {
    name: '更新步',
    also: ['训练步', '步'],
    means: '优化器在一批数据之后对权重的一次改动。`--steps` 数的是它。',
  },
  length: { name: '长度 T', also: ['长度', '序列长度'], means: '一条序列的时间步数。' },
  batch: { name: '批 B', also: ['批', '批大小'], means: '共同构成一个更新步的若干条序列。' },
  'hidden-size': {
    name: '隐藏层大小 H',
    also: ['隐藏层大小', '单元', '隐藏单元'],
    means: 'h_t 的元素个数，在 LSTM 中也是 c_t 的。一个元素就是一个单元。',
  },
  rnn: {
    name: 'RNN',
    also: ['循环神经网络', '普通 RNN'],
    means: '最普通的循环网络：h_t = tanh(W_ih x_t + W_hh h_{t−1} + b)。',
  },
  lstm: {
    name: 'LSTM',
    also: ['长短期记忆'],
    means:
      '带细胞状态 c_t 的循环网络，由门来写入、保留和读出：c_t = f_t⊙c_{t−1} + i_t⊙g_t，h_t = o_t⊙tanh(c_t)。',
  },
  gru: {
    name: 'GRU',
    also: ['门控循环单元'],
    means: '有两个门、没有单独细胞状态的循环网络：h_t = (1 − z_t)⊙n_t + z_t⊙h_{t−1}。',
  },
  'hidden-state': {
    name: '隐藏状态 h_t',
    also: ['隐藏状态', '状态'],
    means: '网络交给下一个时间步、也交给读出层的东西。',
  },
  'cell-state': {
    name: '细胞状态 c_t',
    also: ['细胞状态', '记忆单元'],
    means: 'LSTM 的记忆。它只经过加法和遗忘门而改变，不经过 tanh。',
  },
  candidate: {
    name: '候选值 g_t',
    also: ['候选值'],
    means: 'LSTM 在 t 时可以写入的内容：g_t = tanh(…)。有的书写作 C̃_t。',
  },
  gate: {
    name: '门 i、f、o',
    also: ['门'],
    means: '介于 0（关）与 1（开）之间的因子，每个单元一个，是 x_t 与 h_{t−1} 的加权和的 sigmoid。',
  },
  'input-gate': { name: '输入门 i_t', also: ['输入门'], means: '候选值有多少写入 c_t。' },
  'forget-gate': {
    name: '遗忘门 f_t',
    also: ['遗忘门'],
    means: 'c_{t−1} 保留多少。在细胞状态这条路上，梯度每个时间步乘它一次。',
  },
  'output-gate': { name: '输出门 o_t', also: ['输出门'], means: 'tanh(c_t) 有多少作为 h_t 输出。' },
  readout: {
    name: '读出',
    also: ['读出层', '输出层'],
    means: '把 h_t 变成答案的线性层，用在最后一个时间步，或每个提问的时间步。',
  },
  parameters: {
    name: '参数',
    also: ['权重'],
    means: '训练所改动的数：W_ih、W_hh、偏置，以及读出层的。',
  },
  loss: {
    name: '损失 L',
    also: ['损失', '均方误差', '交叉熵'],
    means: '训练要使之变小的量：均方误差，或以奈特（自然对数）计的交叉熵。',
  },
  metric: {
    name: '指标',
    also: ['准确率'],
    means: '在留出数据上对网络的评价：误差，或答对的比例（准确率）。',
  },
  gradient: {
    name: '梯度',
    also: ['导数'],
    means:
      '某个量稍微变一点，损失会变多少。∂L/∂h_t 是对 时间步 t 的隐藏状态的全导数，包括从那里到损失的所有路径。',
  },
  'gradient-norm': {
    name: '梯度范数',
    also: ['范数', 'L2 范数'],
    means: '梯度的大小：各元素平方和的平方根，这里在整个批上计算。',
  },
  'gradient-profile': {
    name: '梯度曲线',
    means: '梯度范数随 t 的变化，用对数坐标。从右往左读：损失在 t = T 处进来。',
  },
  bptt: {
    name: 'BPTT',
    also: ['随时间反向传播', '反向过程'],
    means: '随时间反向传播：把网络沿 t 展开，链式法则从 T 走回 1。',
  },
  'vanishing-gradient': {
    name: '梯度消失',
    means: '往回每走一个时间步，梯度范数就缩小若干倍，以至较早的输入几乎不能改动权重。',
  },
  'exploding-gradient': {
    name: '梯度爆炸',
    means: '与此相反：往回每走一个时间步就放大若干倍。梯度裁剪就是对付它的。',
  },
  'truncated-gradient': {
    name: '截断梯度',
    also: ['截断'],
    means: '1997 年论文的梯度：会离开记忆单元、回到前一步的部分被切断，剩下的就是传送带。',
  },
  'constant-error-carousel': {
    name: '恒定误差传送',
    also: ['恒定误差环', '细胞状态路径'],
    means:
      '从 c_t 到 c_{t−1}、因子为 1 的路，误差在上面保持不变（Hochreiter & Schmidhuber 1997）。有遗忘门时因子是 f_t。本程序把这条路叫作传送带。',
  },
  'half-life': {
    name: '半衰期',
    means: '遗忘门保持为 f 时，c 中的内容剩下一半所需的时间步数：ln 2 / −ln f。',
  },
  'forget-bias': {
    name: '遗忘门偏置',
    also: ['遗忘偏置'],
    means: '开始时遗忘门的偏置。偏置大则 f 接近 1，c 保留得久。通常取 `--forget-bias 1`。',
  },
  chrono: {
    name: 'chrono 初始化',
    means:
      '遗忘门偏置取 log U[1, T − 1]，输入门偏置取其相反数，使半衰期覆盖任务的长度（Tallec & Ollivier 2018）。',
  },
  'spectral-radius': {
    name: '谱半径',
    also: ['特征值'],
    means:
      '矩阵特征值绝对值的最大者。对 W_hh 来说它决定长远的趋势：没有 tanh 阻挡时，梯度每个时间步按它增大或缩小。',
  },
  'spectral-norm': {
    name: '谱范数',
    also: ['最大奇异值', '奇异值'],
    means:
      '矩阵能把向量拉长的最大倍数，即最大奇异值。W_hh 的谱范数小于 1 时，RNN 的梯度必然消失（Pascanu 等 2013）。',
  },
  jacobian: {
    name: '雅可比矩阵',
    also: ['雅可比'],
    means:
      '一个向量对另一个向量的全部导数组成的矩阵。∂h_t/∂h_{t−1}（转置后）就是梯度回传一个时间步所乘的矩阵；多步合起来乘的是它们的乘积。',
  },
  'step-gain': {
    name: '一步的增益',
    also: ['增益'],
    means:
      '‖Jᵀv‖ / ‖v‖：梯度 v 回传一步之后的长度是之前的几倍。它介于这一步雅可比矩阵 J 的最小与最大奇异值之间。',
  },
  saturation: { name: '饱和', means: 'sigmoid 或 tanh 接近其两端，斜率接近 0，几乎没有梯度通过。' },
  initialisation: {
    name: '初始化',
    also: ['正交'],
    means:
      '权重怎样开始：uniform（±1/√H）、xavier 或 orthogonal（正交）；`--gain` 乘在循环权重上。',
  },
  optimiser: {
    name: '优化器',
    also: ['学习率', '动量'],
    means: '由梯度得出权重改动的规则：adam、momentum 或 sgd，带有学习率。',
  },
  clipping: {
    name: '梯度裁剪',
    also: ['裁剪'],
    means:
      '全部权重梯度合起来的范数超过上限时，按比例缩小到上限。（实验室的 `clamp` 是另一回事。）',
  },
  'finite-differences': {
    name: '有限差分',
    also: ['梯度检验'],
    means: '把一个权重向两边各移动一点，由此测出导数。`verify gradient` 用它检验 BPTT。',
  },
  underflow: {
    name: '下溢',
    also: ['次正规数'],
    means:
      '小到 float32 装不下的数（1e−45 以下）会变成 0。这里的梯度在此之下仍测得出来，以 log10 给出。',
  },
  seed: {
    name: '种子',
    also: ['成对的种子'],
    means:
      '一次运行的全部随机性（数据、次序、权重）都由它而来。同一种子的两个网络以相同的次序看到相同的数据，所以一对一对地比较。',
  },
  'held-out': {
    name: '留出数据',
    also: ['留出', '测试集', '验证集'],
    means: '训练中从未见过、用来测量指标的序列：每个种子 512 条，或文件的一份。',
  },
  fold: {
    name: '份',
    also: ['折', '交叉验证'],
    means: '你自己的文件分成的几份（多为五份）之一；各种子轮流留出其中一份。',
  },
  baseline: {
    name: '基线',
    also: ['最好的固定答案', '随机猜测'],
    means: '不看输入所能达到的：最好的固定答案。对数列还有“上一个值”。',
  },
  lag: { name: '滞后', also: ['延迟'], means: '需要记住的内容与依赖它的答案之间相隔的时间步数。' },
  'cue-step': {
    name: '提示步',
    also: ['标记', '标记的时间步'],
    means: '答案所依赖的输入所在的时间步，例如 `adding` 中两个带标记的数。',
  },
  distractor: { name: '干扰项', means: '与答案无关、应当放过的输入。' },
  'p-value': {
    name: 'p 值',
    also: ['显著性'],
    means:
      '假如没有差别，纯属偶然时出现至少这么大差别的概率。用精确检验：是否解决用 McNemar，指标用 Wilcoxon 符号秩。',
  },
  'confidence-interval': {
    name: '置信区间',
    also: ['区间', '自助法'],
    means:
      '就这些种子所能说明的，某个量所在的范围；这里为 95 %，由重新抽取各对得出（自助法，bootstrap）。',
  },
}

const program: Glossary['terms']['program'] = {
  task: {
    name: '任务',
    means: '一条规则：怎样抽取序列、问什么、何时算解决。`gatelab tasks` 列出全部任务。',
  },
  solved: {
    name: '解决',
    also: ['已解决', '未解决'],
    means: '留出数据上的指标越过了任务的界限。“解决于”是第一次越过时的评估；之后还可能丢失。',
  },
  diverged: { name: '发散', means: '损失或梯度不再是有限数；该次运行就此结束，其余照常进行。' },
  evaluation: {
    name: '评估',
    also: ['查看'],
    means:
      '训练途中在留出数据上的一次测量，每隔 `--eval-every` 个更新步一次：损失、指标、梯度曲线。',
  },
  run: { name: '运行', means: '一种网络用一个种子训练一次。' },
  spec: {
    name: '设定',
    also: ['设置'],
    means:
      '决定一次运行的数字的一切：任务、网络、大小、优化器、种子、干预。相同的设定得到相同的每一位。',
  },
  digest: {
    name: '摘要',
    also: ['哈希'],
    means: '最终权重或你的文件的 SHA-256。摘要相同，就是每一位都相同。',
  },
  verdict: {
    name: '结论',
    also: ['更好', '未显示出差别'],
    means:
      '一次比较分别对两个问题得出的判断：解决了吗，最终差多少。某个网络“更好”，或“未显示出差别”。',
  },
  comparison: {
    name: '比较',
    also: ['公平', '扫描'],
    means: '两种网络在同样的种子上。给出一列值时就是扫描：每种组合各比较一次。',
  },
  'difficulty-report': {
    name: '难度报告',
    also: ['难度证书', '难度'],
    means:
      '完全不学跨时间的依赖时靠什么就能解决任务：固定答案、最后输入、输入之和、随机权重（JSON 中为 `certificate`）。',
  },
  preset: {
    name: '预设',
    also: ['重现', '数量级相符'],
    means: '用一条命令重做一篇论文报告的结果，怎样算重现由事先定好的规则决定。',
  },
  shard: {
    name: '分片',
    also: ['合并'],
    means:
      '计划的 n 份中的第 k 份，总是同样的那些运行，供几台机器中的一台使用。`merge` 把它们合起来。',
  },
  lesson: {
    name: '课程',
    also: ['课'],
    means: '由实验室命令、文字、预测和断言组成的脚本；学习者学习它，`check` 无人值守地运行它。',
  },
  claim: {
    name: '断言',
    also: ['说法'],
    means: '课程中的一条陈述，写成对测量结果的表达式，带有界限；`check` 会测量它。',
  },
  mutant: {
    name: '变异体',
    also: ['变异'],
    means: '故意弄坏的课程。断言在那上面必须失败，否则无论事实如何它都成立。',
  },
  challenge: {
    name: '质疑',
    also: ['挑战'],
    means:
      '怀疑者会拿来检验断言的做法：训练更久，换种子、设置、长度或任务。断言写明在哪些质疑之下成立，`check --challenges` 会逐项检验。',
  },
  prediction: {
    name: '预测',
    also: ['把握'],
    means:
      '学习者事先给出的回答和把握：选择、一个数，或一条曲线。有把握却答错的会在 `review` 里再来。',
  },
  workbench: {
    name: '工作台',
    also: ['实验室'],
    means:
      '实验室的状态：带一个种子的设定、一个 RNN 和一个 LSTM、各训练到哪里、干预，以及撤销历史。',
  },
  probe: {
    name: '探针',
    also: ['探测'],
    means: '只测量、什么也不改变的命令：gradient、gates、state、memory、walk、attribution。',
  },
  surgery: {
    name: '干预',
    also: ['手术'],
    means:
      '对 LSTM 内部的改动，前向过程和 BPTT 都精确地跟着改变：clamp、scale、sever、plain output。`release` 解除干预。',
  },
  clamp: {
    name: '固定（clamp）',
    also: ['固定'],
    means: '一种干预：门无论输入如何都取固定的值，梯度不再通过它。',
  },
  scale: {
    name: '缩放（scale）',
    also: ['缩放'],
    means: '一种干预：把门和经过它的梯度同乘一个因子。',
  },
  sever: {
    name: '切断（sever）',
    also: ['切断'],
    means:
      '一种干预：切断一条路，传送带（去掉 f_t⊙c_{t−1}）或各个门（不让 h_{t−1} 进入）。带 `--backward` 时只切断导数。',
  },
  belt: {
    name: '传送带（belt）',
    also: ['传送带'],
    means:
      '从 c_t 回到 c_{t−1} 的细胞状态路径（恒定误差传送），以及 ∂L/∂c_t 中沿它回来的部分：b_t = f_{t+1}⊙b_{t+1} + 损失在该步的直接贡献。',
  },
  rest: {
    name: '其余路径（rest）',
    also: ['其余路径', '其余部分'],
    means: '∂L/∂c_t 中经由各个门和 h 回来、不沿传送带的部分。作为向量，belt + rest = ∂L/∂c_t。',
  },
  variant: { name: '变体', means: '文献中缺少某一部分或有所不同的 LSTM，或代替它的 GRU。' },
  receipt: {
    name: '凭据（receipt）',
    also: ['凭据'],
    means:
      '实验室里上一个结果怎么来的：能重新得到它的各行，以及摘要。`receipt --check` 重做一遍并比较。',
  },
  textbook: {
    name: '参考实现（textbook）',
    also: ['参考实现', '教科书'],
    means: '同样的网络用朴素的 float64 TypeScript 再写一遍，供人阅读，也是检验快速内核的参考。',
  },
  kernel: {
    name: '内核',
    means: '训练步的快速 float32 代码，用 WebAssembly SIMD。它的每一位在任何机器上都相同。',
  },
  worker: { name: '线程', also: ['工作线程'], means: '进行训练的线程。有多少个都不影响结果。' },
}

export const glossary: Glossary = {
  title: '词汇表',
  page: '课程、实验室和报告所用的词语。在实验室里，`help 词语` 显示其中一个，`help glossary` 显示全部；`什么是 读出` 也一样。',
  groups: { field: '领域用语', program: '程序用语' },
  heads: { term: '词语', other: 'English', means: '含义', also: '又称' },
  gap: '',
  also: (names) => `又称：${names.join('、')}。`,
  inOther: (name) => `英文：${name}`,
  more: 'help 词语 说明一个词语的含义。',
  terms: { field, program },
}
