import type { Words } from '../en/glossary-term.ts'
import type { training as english } from '../en/glossary-training.ts'

export const training: Words<typeof english> = {
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
  'input-bias': {
    name: '输入门偏置',
    also: ['输入偏置'],
    means:
      '开始时输入门的偏置：不用 `--input-bias` 设置就是 0，chrono 时是 −b_f。取负值则 i 小，每一步写入得少。',
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
