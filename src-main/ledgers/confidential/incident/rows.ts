import {
  incident,
  incidentEvent,
  type IncidentDetail,
  type IncidentEventRow,
  type IncidentRow
} from '../../../contract/confidential/endings'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { detailOf } from '../details'
import { CarrierStanding, Incident, IncidentEvent } from '../entities'
import { revealed } from '../secrets'
import { mustKnow } from '../visibility'

const list = listing(incident, 'i', { joined: {}, search: ['i.number', 'i.subject'], order: [['i.number', 'DESC']] })

export async function incidentsPage({ manager, actor }: Reading, input: ListInput): Promise<Page<IncidentRow>> {
  mustKnow(actor, '事件')
  return pageOf(manager.createQueryBuilder(Incident, 'i'), list, input, (rows) =>
    rowsOf(manager, incident, rows, () => ({}))
  )
}

/** What was done about an incident, oldest first. */
export async function eventRows(
  { manager, house, actor }: Reading,
  incidentId: string
): Promise<readonly IncidentEventRow[]> {
  const events = await manager.find(IncidentEvent, { where: { incidentId }, order: { id: 'ASC' } })
  const open = await revealed(house, actor, 'confidential_incident_events', events, 'text', 'paper')
  return rowsOf(manager, incidentEvent, events, ({ id }) => ({ text: open(id, 'text'), paper: open(id, 'paper') }))
}

export async function incidentDetail(reading: Reading, id: string): Promise<IncidentDetail> {
  mustKnow(reading.actor, '事件')
  const [stored] = await reading.manager.findBy(Incident, { id })
  const [row] = stored ? await rowsOf(reading.manager, incident, [stored], () => ({})) : []
  if (!row || !stored) throw notFound('事件')
  const standing = stored.carrierId ? await reading.manager.findOneBy(CarrierStanding, { id: stored.carrierId }) : null
  const open = { possible: row.state === 'open', otherwise: '已结案' }
  const detail = await detailOf(reading, row, {
    subjects: [id],
    acts: [
      {
        action: 'report',
        label: '登记报告',
        possible: open.possible && row.reportedAt === null,
        otherwise: row.reportedAt ? '已报告' : open.otherwise
      },
      { action: 'note', label: '登记措施和查处', ...open },
      ...(row.kind === 'missing'
        ? [
            {
              action: 'found',
              label: '登记找回',
              possible: open.possible && standing?.state === 'missing',
              otherwise: '载体没有缺失'
            }
          ]
        : []),
      {
        action: 'close',
        label: '结案',
        possible: open.possible && row.reportedAt !== null,
        otherwise: open.possible ? '报告后才能结案' : '已结案'
      }
    ]
  })
  return { ...detail, events: await eventRows(reading, id), carrierId: stored.carrierId }
}
