import type { EntityManager } from 'typeorm'
import { localDateOf } from '../../../kernel/instant'
import { Approval } from '../../../office/approvals/entities'
import { decisionsOf } from '../../../office/approvals/views'
import { Attachment, Bureau, Signature } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import type { FormBlock, OpinionBox } from '../../../platform/documents/formModel'

/** The bureau's full name as printed; empty before it is founded. */
export async function bureauName(manager: EntityManager): Promise<string> {
  const [bureau] = await manager.find(Bureau, { take: 1 })
  return bureau?.name ?? ''
}

/** The opinion boxes of a form in chain order: filled where decided, blank where not; pen signatures as pictures. */
export async function opinionBoxes(reading: Reading, approvalId: string | null): Promise<readonly OpinionBox[]> {
  const { manager } = reading
  const approval = approvalId ? await manager.findOneBy(Approval, { id: approvalId }) : null
  if (!approval) return []
  const decisions = await decisionsOf(manager, approval.id)
  return Promise.all(
    approval.steps.map(async ({ label }, step): Promise<OpinionBox> => {
      const decision = decisions.findLast((each) => each.step === step && ['approve', 'refuse'].includes(each.outcome))
      if (!decision) return { label }
      const confirmed = decisions.some((each) => each.outcome === 'confirm' && each.detail?.['decisionId'] === decision.id)
      const signature = await penPicture(reading, decision.signatureId)
      return {
        label,
        opinion: `${decision.opinion}${decision.confirmBy !== null && !confirmed ? '（待补签确认）' : ''}`,
        name: decision.name,
        date: localDateOf(decision.at),
        ...(signature ? { signature } : {})
      }
    })
  )
}

async function penPicture({ manager, house }: Reading, signatureId: string | null): Promise<Uint8Array | undefined> {
  const signature = signatureId ? await manager.findOneBy(Signature, { id: signatureId }) : null
  const attachment = signature?.attachmentId ? await manager.findOneBy(Attachment, { id: signature.attachmentId }) : null
  return attachment?.mime === 'image/png' ? house.attachments.read(attachment.sha256) : undefined
}

/** Signature lines of an act, by role in the given order; pen pictures where they were drawn, blank where nobody signed. */
export async function signatureLines(
  reading: Reading,
  subjectId: string,
  lines: readonly { readonly label: string; readonly role: string; readonly name?: string | null }[]
): Promise<FormBlock> {
  const signed = await reading.manager.find(Signature, { where: { subjectId }, order: { id: 'ASC' } })
  const used = new Set<string>()
  const made = []
  for (const { label, role, name } of lines) {
    const own = signed.find((each) => each.role === role && !used.has(each.id) && (!name || each.name === name))
    if (own) used.add(own.id)
    const signature = await penPicture(reading, own?.id ?? null)
    made.push({
      label,
      ...(own || name ? { name: own?.name ?? name ?? '' } : {}),
      ...(own ? { date: localDateOf(own.at) } : {}),
      ...(signature ? { signature } : {})
    })
  }
  return { kind: 'signatures', lines: made }
}
