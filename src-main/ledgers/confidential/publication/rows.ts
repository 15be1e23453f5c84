import { publication, type PublicationRow } from '../../../contract/confidential/matters'
import type { Detail } from '../../../contract/confidential/access'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import { approvalView, takesPart } from '../../../office/approvals/views'
import { Approval } from '../../../office/approvals/entities'
import type { Reading } from '../../../office/house'
import { recordAction } from '../../../office/records/recordActions'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { pageOf } from '../../../platform/database/listQuery'
import { Publication } from '../entities'
import { unseal } from '../secrets'
import { mayKnow } from '../visibility'

export const publicationList = listing(publication, 'p', {
  joined: {},
  search: ['p.number', 'p.applicantName', 'p.publisherName', 'p.medium'],
  order: [['p.number', 'DESC']]
})

/** What somebody asked for or publishes; the officer and the leader in charge read all. */
export function publicationsFor({ manager, actor }: Reading) {
  const query = manager.createQueryBuilder(Publication, 'p')
  return mayKnow(actor) ? query : query.where('(p.applicantId = :me OR p.publisherId = :me)', { me: actor.personId })
}

export const publicationsPage = async (reading: Reading, input: ListInput): Promise<Page<PublicationRow>> =>
  pageOf(publicationsFor(reading), publicationList, input, (rows) => publicationRows(reading, rows))

/**
 * Rows for people who may read them: what is to be published is no secret to whoever asked or decides, but it is kept
 * sealed until then.
 */
export async function publicationRows(
  { manager, house, actor }: Reading,
  rows: readonly Publication[]
): Promise<readonly PublicationRow[]> {
  const contents = new Map<string, string | null>()
  for (const { id, contentSealed } of rows)
    contents.set(
      id,
      actor.personId === null
        ? null
        : await unseal(house, { table: 'confidential_publications', id }, 'content', contentSealed)
    )
  return rowsOf(manager, publication, rows, ({ id }) => ({ content: contents.get(id) ?? null }))
}

/** Fails with `notFound` unless the person asked, publishes, decides, or may know all. */
export async function mustReadPublication(reading: Reading, id: string): Promise<Publication> {
  const { manager, actor } = reading
  const row = await manager.findOneBy(Publication, { id })
  if (!row) throw notFound('审查单')
  const mine = actor.personId !== null && [row.applicantId, row.publisherId].includes(actor.personId)
  if (mine || mayKnow(actor)) return row
  const approval = row.approvalId ? await manager.findOneBy(Approval, { id: row.approvalId }) : null
  if (approval && (await takesPart(reading, approval))) return row
  throw notFound('审查单')
}

export async function publicationDetail(reading: Reading, id: string): Promise<Detail<PublicationRow>> {
  const { manager, actor } = reading
  const stored = await mustReadPublication(reading, id)
  const [row] = await publicationRows(reading, [stored])
  if (!row) throw notFound('审查单')
  return {
    row,
    approval: stored.approvalId ? await approvalView(reading, stored.approvalId).catch(() => null) : null,
    actions: [
      recordAction(
        'publish',
        '登记已公开',
        [actor.personId !== stored.publisherId, `由公开人${stored.publisherName}登记`],
        [stored.state !== 'approved', stored.state === 'done' ? '已登记公开' : '审查还没有通过']
      )
    ],
    timeline: await timelineOf(manager, {
      ledger: 'confidential',
      subjects: [id],
      approvals: [stored.approvalId],
      own: { events: [], acts: ['查阅'] }
    })
  }
}
