import type { nets as english } from '../en/glossary-nets.ts'
import type { Words } from '../en/glossary-term.ts'

export const nets: Words<typeof english> = {
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
}
