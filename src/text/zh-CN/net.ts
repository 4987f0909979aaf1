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
  head: (format, nets, layers, recurrent) =>
    `${format}：${nets} 个网络，共 ${layers} 层，其中 ${recurrent} 层是循环层。`,
  named: (format, convention) => `${format}（${convention}）`,
  net: (index, name) => (name === '' ? `网络 ${index}` : `网络 ${index}，“${name}”`),
  layer: (index, kind, name) => (name === '' ? `${index}. ${kind}` : `${index}. ${kind} “${name}”`),
  sizes: (input, hidden) => `${input} → ${hidden}`,
  projected: (hidden, output) => `${hidden}，投影到 ${output}`,
  both: '双向',
  backward: '沿时间反向',
  weights: (names) => `权重：${names}`,
  more: (count) => `另有 ${count} 个`,
  remarks: {
    unused: ({ count, names }) => `没有读取的张量，共 ${count} 个：${names}。`,
    'assumed-tanh': ({ layer }) =>
      layer === ''
        ? '文件没有写明其中的 RNN 用哪种激活函数，这里假定为 tanh。'
        : `文件没有写明 RNN “${layer}” 用哪种激活函数，这里假定为 tanh。`,
    'assumed-form': ({ names }) =>
      `文件里只有权重，没有描述各个单元，这里假定为通常的激活函数：${names}。`,
    undone: ({ what, names }) => `${what} 已被还原：${names}。`,
    skipped: ({ names }) => `文件里有、但没有读取的层：${names}。`,
    masking: ({ layer }) => `“${layer}” 在原来的程序里会跳过填充的时间步；这里每一步都会运行。`,
    branching: ({ names }) => `计算图在这里分叉或汇合，网络在此开始或结束：${names}。`,
    'initial-state': ({ layer }) =>
      `“${layer}” 的初始状态来自另一层；这里用文件里的值，没有则为零。`,
    'wrong-export': ({ layer }) =>
      `“${layer}” 带有投影，而导出它的程序已知会把这样的层写错：不要相信它。`,
  },
}
