import { formatInstant, formatQuantity } from '@contract'
import { client } from '../../../api/client'
import { printSlip, type SlipPart } from '../../../ledger-kit/slipPaper'

/** Prints the slip of one issue: what was handed out to whom, with the signatures given. */
export async function printIssueSlip(id: string): Promise<void> {
  const slip = await client.supplies.issues.slip({ id })
  await printSlip('领用小票', slip.number, [
    { centre: slip.bureau },
    { centre: '办公用品领用小票', large: true },
    { left: `领用单号：${slip.number}` },
    { left: `申请单号：${slip.requestNumber}` },
    { left: `时间：${formatInstant(slip.at)}` },
    { left: `部门：${slip.unitName}` },
    { left: `用途：${slip.purpose}` },
    'rule',
    ...slip.lines.map(({ itemName, spec, measure, quantity, tradedIn }): SlipPart => ({
      left: `${itemName} ${spec}${tradedIn ? '（旧的已交）' : ''}`,
      right: `${formatQuantity(quantity)}${measure}`
    })),
    'rule',
    ...slip.signatures.map(({ role, name, picture }): SlipPart => ({
      left: `${role}：${name}`,
      ...(picture === null ? {} : { picture })
    }))
  ])
}
