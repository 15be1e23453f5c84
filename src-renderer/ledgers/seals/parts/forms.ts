/** The Word forms of the ledger. */
export const forms = {
  use: { form: 'seal-use', label: '用印审批单' },
  refusal: { form: 'seal-refusal', label: '拒绝用印通知' },
  engraving: { form: 'seal-engraving', label: '刻制申请表' },
  activation: { form: 'seal-activation', label: '启用通知' },
  handover: { form: 'seal-handover', label: '交接单' },
  loss: { form: 'seal-loss', label: '遗失报告' },
  blankLoss: { form: 'seal-blank-loss', label: '遗失报告' },
  letter: { form: 'seal-letter', label: '函告、证明' },
  destruction: { form: 'seal-destruction', label: '销毁记录' }
} as const
