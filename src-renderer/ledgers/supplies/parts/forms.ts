/** The Word forms each record is printed as. */
export const forms = {
  requisition: [{ form: 'supplies.requisition', label: '申购表' }],
  purchase: [{ form: 'supplies.purchase', label: '采购审批表' }],
  acceptance: [{ form: 'supplies.acceptance', label: '验收单' }],
  issueRequest: [{ form: 'supplies.issue', label: '领取审批单' }],
  stocktake: [{ form: 'supplies.stocktake', label: '盘点报告' }],
  scrap: [{ form: 'supplies.scrap', label: '报废审批单' }]
} as const
