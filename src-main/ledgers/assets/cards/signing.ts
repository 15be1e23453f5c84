import type { SignatureInput } from '../../../contract/values'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Handover, type Person } from '../../../office/entities'
import { signAll } from '../../../office/signatures'
import type { Asset } from '../entities'
import { AST_09 } from '../rules/custody'

/** Things passing from one keeper to another. */
export interface PassedOn {
  readonly things: readonly Asset[]
  /** Absent where the card never had a keeper. */
  readonly from: Person | null
  readonly to: Person
  readonly reason: string
  readonly signatures: readonly SignatureInput[]
  readonly subject: { readonly type: string; readonly id: string }
}

/** Both keepers sign, or nothing passes (AST-09); leaves a handover for each thing. */
export async function handOverSigned(
  unit: UnitOfWork,
  { things, from, to, reason, signatures, subject }: PassedOn
): Promise<void> {
  const given = [
    ...(from && from.id !== to.id ? [{ person: from, role: '移交人' }] : []),
    { person: to, role: '接收人' }
  ]
  const found = given.map(({ person, role }) => ({
    role,
    person,
    input: signatures.find(({ personId }) => personId === person.id)
  }))
  unit.judge(
    AST_09.on({
      of: 'complete',
      approved: true,
      things,
      moved: [],
      missingSignatures: found.filter(({ input }) => !input).map(({ role, person }) => `${role}${person.name}签字`)
    })
  )
  await signAll(
    unit,
    found.flatMap(({ role, input }) => (input ? [{ role, input }] : [])),
    subject
  )
  for (const thing of things)
    await unit.append(Handover, {
      number: await unit.nextNumber('JJ'),
      at: unit.now,
      kind: 'transfer',
      ledger: 'assets',
      post: null,
      subject: `${thing.name}（${thing.number}）`,
      subjectId: thing.id,
      fromPersonId: from?.id ?? null,
      fromName: from?.name ?? '未登记',
      toPersonId: to.id,
      toName: to.name,
      witnessPersonId: null,
      witnessName: null,
      fromDay: unit.today,
      untilDay: null,
      reason,
      inventory: null
    })
}
