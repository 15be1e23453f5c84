/** The Word forms records are printed as, where the record's actions do not name them. */
export const forms = {
  requisition: [{ form: 'supplies.requisition', label: '申购表' }],
  purchase: [{ form: 'supplies.purchase', label: '采购审批表' }],
  acceptance: [{ form: 'supplies.acceptance', label: '验收单' }]
} as const

/** The Word forms that are among a record's actions, shown grey with the reason while they cannot be printed. */
export const actionForms = {
  issueRequest: { form: 'supplies.issue', label: '领取审批单' },
  stocktake: { form: 'supplies.stocktake', label: '盘点报告' },
  scrap: { form: 'supplies.scrap', label: '报废审批单' }
} as const
