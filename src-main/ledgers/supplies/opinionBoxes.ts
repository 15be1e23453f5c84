import type { EntityManager } from 'typeorm'
import { localDateOf } from '../../kernel/instant'
import { Approval } from '../../office/approvals/entities'
import { decisionsOf } from '../../office/approvals/views'
import { Attachment, Bureau, Signature } from '../../office/entities'
import type { Reading } from '../../office/house'
import type { OpinionBox } from '../../platform/documents/formModel'

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
      const confirmation = decisions.find((each) => each.outcome === 'confirm' && each.detail?.['decisionId'] === decision.id)
      const unconfirmed = decision.confirmBy !== null && !confirmation ? '（待补签确认）' : ''
      const signature = await signaturePicture(reading, decision.signatureId)
      return {
        label,
        opinion: `${decision.opinion}${confirmation ? `；${confirmation.opinion}` : unconfirmed}`,
        name: decision.name,
        date: localDateOf(decision.at),
        ...(signature ? { signature } : {})
      }
    })
  )
}

async function signaturePicture(reading: Reading, signatureId: string | null): Promise<Uint8Array | undefined> {
  const signature = signatureId ? await reading.manager.findOneBy(Signature, { id: signatureId }) : null
  const attachment = signature?.attachmentId ? await reading.manager.findOneBy(Attachment, { id: signature.attachmentId }) : null
  return attachment?.mime === 'image/png' ? reading.house.attachments.read(attachment.sha256) : undefined
}

/** The bureau's full name as printed at the head of forms and sheets; empty before it is founded. */
export async function bureauName(manager: EntityManager): Promise<string> {
  const [bureau] = await manager.find(Bureau, { take: 1 })
  return bureau?.name ?? ''
}
