import type { ApprovalDecision } from './entities'

/** What came of a step or request, in a word: on records, papers and in the audit log. */
export const outcomeWords: Readonly<Record<ApprovalDecision['outcome'], string>> = {
  approve: '同意',
  refuse: '不同意',
  return: '退回补正',
  withdraw: '撤回',
  resubmit: '补正重报',
  collective: '登记集体决策',
  confirm: '确认电话请示',
  disown: '否认电话请示',
  cancel: '取消'
}

/**
 * What stands in an opinion box. A signature in it is taken for consent, so an opinion that withholds it says so first,
 * whatever words it goes on with.
 */
export function opinionSaid({ outcome, opinion }: Pick<ApprovalDecision, 'outcome' | 'opinion'>): string {
  const word = outcomeWords[outcome]
  if (outcome === 'approve' || opinion.trim().startsWith(word)) return opinion
  return opinion.trim() === '' ? word : `${word}：${opinion}`
}
