import type { changes as english } from '../en/lab-changes.ts'

/** 干预、改动与保存的文字。 */
export const changes: typeof english = {
  operation: {
    clamp: (gate, value) => `${gate} 固定为 ${value}`,
    scale: (gate, value) => `${gate} 乘以 ${value}`,
    'sever-belt': '切断传送带：c_{t−1} 不再传到 c_t',
    'sever-gates': '切断经过门的通路：h_{t−1} 不再传到各个门',
    'sever-belt-backward': '只在反向切断传送带：梯度不再沿它从 c_t 传到 c_{t−1}，任何值都不变',
    'sever-gates-backward': '只在反向切断经过门的通路：梯度不再从各个门传到 h_{t−1}，任何值都不变',
    'plain-output': '直接输出：h_t = o⊙c_t，不经过 tanh',
    ofGru: {
      'sever-belt': '切断传送带：h_{t−1} 不再直接传到 h_t，z_t⊙h_{t−1} 这一项没有了',
      'sever-belt-backward': '只在反向切断传送带：梯度不再直接从 h_t 传到 h_{t−1}，任何值都不变',
    },
    short: {
      'sever-belt': '切断传送带',
      'sever-gates': '切断经过门的通路',
      'sever-belt-backward': '只在反向切断传送带',
      'sever-gates-backward': '只在反向切断经过门的通路',
      'plain-output': '直接输出',
    },
    units: (list) => `单元 ${list}`,
    times: (from, to) => (from === to ? `t = ${from}` : `t = ${from}..${to}`),
  },

  surgery: {
    none: '已没有任何干预。',
    what: (cell) => `对 ${cell} 的干预：`,
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
}
