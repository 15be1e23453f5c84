import { readFile } from 'node:fs/promises'
import { In, type EntityManager } from 'typeorm'
import { localDateOf } from '../../../kernel/instant'
import { chainFor } from '../../../kernel/approval/chain'
import { Approval, ApprovalDecision } from '../../../office/approvals/entities'
import { requestDefinition } from '../../../office/approvals/flows'
import { unconfirmedOf } from '../../../office/approvals/telephone'
import { decisionsOf } from '../../../office/approvals/views'
import { Attachment, Bureau, Signature } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { ExceptionEntry } from '../../../platform/database/auditEntities'
import type { OpinionBox } from '../../../platform/documents/formModel'

/** The bureau's name, for titles. */
export async function bureauName(manager: EntityManager): Promise<string> {
  const [bureau] = await manager.find(Bureau, { take: 1 })
  return bureau?.name ?? ''
}

/** Rows by the ids of a window, each found once. */
export const byIds = <T extends { id: string }>(rows: readonly T[]): ReadonlyMap<string, T> => new Map(rows.map((row) => [row.id, row]))

/** Warnings passed with a reason and emergencies not confirmed, in words, by the record they concern. */
export async function exceptionWords(
  manager: EntityManager,
  subjects: readonly { readonly id: string; readonly approvalId: string | null }[]
): Promise<ReadonlyMap<string, string>> {
  const ids = subjects.map((subject) => subject.id)
  const entries = ids.length > 0 ? await manager.findBy(ExceptionEntry, { chain: 'warehouse', subjectId: In(ids) }) : []
  const approvals = subjects.map((subject) => subject.approvalId).filter((id): id is string => id !== null)
  const open = approvals.length > 0 ? new Set((await unconfirmedOf(manager, approvals)).map((call) => call.approvalId)) : new Set<string>()
  return new Map(
    subjects.map(({ id, approvalId }) => [
      id,
      [
        ...entries.filter((entry) => entry.subjectId === id).map((entry) => `${entry.message}（理由：${entry.reason}）`),
        ...(approvalId && open.has(approvalId) ? ['电话请示未确认'] : [])
      ].join('；')
    ])
  )
}

/** Who gave the last consent to each request, by request id. */
export async function approversOf(manager: EntityManager, approvalIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const ids = approvalIds.filter((id): id is string => id !== null)
  const rows =
    ids.length > 0 ? await manager.find(ApprovalDecision, { where: { approvalId: In(ids), outcome: 'approve' }, order: { id: 'ASC' } }) : []
  return new Map(rows.map((row) => [row.approvalId, row.name]))
}

/** The opinion boxes of a request in chain order, filled where decided. Without a request those of today's chain, blank. */
export async function opinionBoxes(reading: Reading, approvalId: string | null, kind: string): Promise<readonly OpinionBox[]> {
  const { manager, house, book } = reading
  const approval = approvalId ? await manager.findOneBy(Approval, { id: approvalId }) : null
  if (!approval) {
    const steps = chainFor(requestDefinition(house, kind).flow, book.profile, undefined)
    return steps.filter((step) => !step.onlyWith).map((step) => ({ label: step.label }))
  }
  const decisions = await decisionsOf(manager, approval.id)
  return Promise.all(
    approval.steps.map(async (step, index) => {
      const decision = decisions.findLast((each) => each.step === index && ['approve', 'refuse', 'return'].includes(each.outcome))
      if (!decision) return { label: step.label }
      const signature = decision.signatureId ? await manager.findOneBy(Signature, { id: decision.signatureId }) : null
      const picture = signature ? await pictureOf(reading, signature.attachmentId) : undefined
      return {
        label: step.label,
        opinion: decision.opinion,
        name: decision.name,
        date: localDateOf(decision.at),
        ...(picture ? { signature: picture } : {})
      }
    })
  )
}

/** The bytes of a kept picture; undefined when there is none or the file has gone. */
export async function pictureOf({ manager, house }: Reading, attachmentId: string | null | undefined): Promise<Uint8Array | undefined> {
  const attachment = attachmentId ? await manager.findOneBy(Attachment, { id: attachmentId }) : null
  if (!attachment?.mime.startsWith('image/')) return undefined
  return readFile(house.attachments.pathOf(attachment.sha256)).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined
    throw fault
  })
}

/** Signature lines of a record by role, in the order asked for; blank where nobody signed in that role. */
export async function signatureLines(reading: Reading, subjectIds: readonly string[], roles: readonly string[]) {
  const rows = await reading.manager.find(Signature, { where: { subjectId: In([...subjectIds]) }, order: { id: 'ASC' } })
  return Promise.all(
    roles.map(async (label) => {
      const signature = rows.findLast((row) => row.role === label)
      if (!signature) return { label }
      const picture = await pictureOf(reading, signature.attachmentId)
      return { label, name: signature.name, date: localDateOf(signature.at), ...(picture ? { signature: picture } : {}) }
    })
  )
}
