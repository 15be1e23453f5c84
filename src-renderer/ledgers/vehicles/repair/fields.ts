import { repair, repairItem } from '@contract/vehicles'
import { formFields, typedFields, type FormField, type Option } from '../../../ledger-kit'

/** The fields of a maintenance sheet; a breakdown on the road names where the car was mended. */
export function repairFields(garages: readonly Option[], breakdown: boolean, overhaul: boolean): FormField[] {
  const fields = typedFields(repair, {
    km: { suffix: '公里' },
    roadsideGarage: breakdown ? { hint: '不是定点厂的只做让车开回的项目' } : false,
    faultStatement: overhaul ? { hint: '损坏经过、时间地点、损失、责任；报财务装备股' } : false,
    breakdown: { hint: '外出途中坏车，逐级电话请示后维修' }
  })
  return [
    ...fields,
    { name: 'garageId', label: '定点修理厂', kind: 'reference', options: garages },
    ...(breakdown ? [{ name: 'onlyHome', label: '只做让车开回的项目', kind: 'boolean' as const }] : [])
  ]
}

export const itemFields = formFields(repairItem.fields, 'name', ['amountCents', { label: '预计金额' }])
