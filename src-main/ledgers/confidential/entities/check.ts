import { Entity } from 'typeorm'
import type {
  CarrierState,
  CheckPurpose,
  CheckResult,
  CheckState,
  CountMethod,
  IncidentEventKind,
  IncidentKind,
  IncidentState
} from '../../../contract/confidential/words'
import { DateText, Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A check of every carrier against the cabinet (SEC-09). */
@Entity('confidential_checks')
export class Check {
  @Id() id!: string
  @Text() number!: string
  @Text() purpose!: CheckPurpose
  /** The round it is made for (2026-H1, 2026-01~2026-03); null for checks that are no periodic duty. */
  @Text(optional) half!: string | null
  @Ref(optional) officerId!: string | null
  @Text() officerName!: string
  @Ref() memberId!: string
  @Text() memberName!: string
  @InstantText() openedAt!: string
  @InstantText(optional) closedAt!: string | null
  @Whole() expected!: number
  @Whole() counted!: number
  @Whole() missing!: number
  @Text() state!: CheckState
  @Text(optional) conclusionSealed!: string | null
  @Whole() version!: number
}

/** What the book said of a carrier when the check began. Append-only. */
@Entity('confidential_check_lines')
export class CheckLine {
  @Id() id!: string
  @Ref() checkId!: string
  @Ref() carrierId!: string
  @Text() label!: string
  @Text() state!: CarrierState
  @Text() place!: string
}

/** One look at a carrier; each carrier of a check is counted once. Append-only. */
@Entity('confidential_check_counts')
export class CheckCount {
  @Id() id!: string
  @Ref() checkId!: string
  @Ref() carrierId!: string
  @Text() result!: CheckResult
  @Text() method!: CountMethod
  @Text(optional) noteSealed!: string | null
  @InstantText() at!: string
  @Text() byName!: string
}

/** A missing carrier, missing pages, or a leak (SEC-09, SEC-13). */
@Entity('confidential_incidents')
export class Incident {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: IncidentKind
  @Ref(optional) fileId!: string | null
  @Ref(optional) carrierId!: string | null
  @Text() subject!: string
  @Ref(optional) checkId!: string | null
  @InstantText() discoveredAt!: string
  @InstantText() reportDueAt!: string
  @InstantText(optional) reportedAt!: string | null
  @DateText(optional) foundOn!: string | null
  @DateText(optional) closedOn!: string | null
  @Text() byName!: string
  @Text() state!: IncidentState
  @Whole() version!: number
}

/** What was done about an incident, in order. Append-only. */
@Entity('confidential_incident_events')
export class IncidentEvent {
  @Id() id!: string
  @Ref() incidentId!: string
  @Text() kind!: IncidentEventKind
  @InstantText() at!: string
  @Text() textSealed!: string
  @Text(optional) paperSealed!: string | null
  @Text() byName!: string
}
