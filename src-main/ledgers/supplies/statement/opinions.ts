import { In, type EntityManager } from 'typeorm'
import { localDateOf } from '../../../kernel/instant'
import { Approval } from '../../../office/approvals/entities'
import { decisionsOf } from '../../../office/approvals/views'
import { Attachment, Signature } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import type { OpinionBox } from '../../../platform/documents/formModel'

/** The opinion boxes of a request in chain order, filled where decided. */
export async function opinionBoxes(reading: Reading, approvalId: string | null): Promise<readonly OpinionBox[]> {
  const { manager } = reading
  const approval = approvalId ? await manager.findOneBy(Approval, { id: approvalId }) : null
  if (!approval) return []
  const decisions = await decisionsOf(manager, approval.id)
  const signatures = await signaturePictures(
    reading,
    decisions.flatMap((each) => each.signatureId ?? [])
  )
  return approval.steps.map((step, index): OpinionBox => {
    const decision = decisions.findLast((each) => each.step === index && ['approve', 'refuse', 'return'].includes(each.outcome))
    if (!decision) return { label: step.label }
    const signature = signatures.get(decision.signatureId ?? '')
    return { label: step.label, opinion: decision.opinion, name: decision.name, date: localDateOf(decision.at), ...(signature ? { signature } : {}) }
  })
}

/** Pen signatures as pictures, by signature id. */
export async function signaturePictures(reading: Reading, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const { manager, house } = reading
  const rows = await penned(manager, ids)
  const pictures = new Map<string, Uint8Array>()
  for (const { id, sha256 } of rows) pictures.set(id, await house.attachments.read(sha256))
  return pictures
}

async function penned(manager: EntityManager, ids: readonly string[]): Promise<readonly { id: string; sha256: string }[]> {
  if (ids.length === 0) return []
  const signatures = await manager.findBy(Signature, { id: In([...ids]) })
  const files = await manager.findBy(Attachment, { id: In(signatures.flatMap((each) => each.attachmentId ?? [])) })
  return signatures.flatMap((each) => {
    const file = files.find((candidate) => candidate.id === each.attachmentId)
    return file?.mime.startsWith('image/') ? [{ id: each.id, sha256: file.sha256 }] : []
  })
}
