import type { FormField } from '../../../ledger-kit'

/** Who was told of an accident, and when. */
export const reportFields: readonly FormField[] = [
  { name: 'leaderToldAt', label: '报告分管领导', kind: 'instant', section: '报告' },
  { name: 'leaderToldId', label: '分管领导', kind: 'person', section: '报告' },
  { name: 'headToldAt', label: '报告主要领导', kind: 'instant', section: '报告', hint: '有伤亡或较大损失的' }
]
