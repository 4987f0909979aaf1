import type { program as english } from '../en/glossary-program.ts'
import type { Words } from '../en/glossary-term.ts'

export const program: Words<typeof english> = {
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
      '一次比较分别对两个问题得出的判断：解决了吗，最终差多少。某个网络“更好”，或“未显示出差别”。只有一种网络而有几种设置时，各与第一种相比。',
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
