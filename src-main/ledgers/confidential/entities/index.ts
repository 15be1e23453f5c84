import { Cabinet, OfficerHandover, ReadingEntry } from './cabinet'
import { Carrier, CarrierStanding, CarrierStep } from './carrier'
import { Check, CheckCount, CheckLine, Incident, IncidentEvent } from './check'
import { Lapse, Leave, Leg, LegReturn, ScopeRequest } from './circulation'
import { CopyRequest } from './copy'
import { Dispatch, Ending, EndingLine, EndingRecord } from './ending'
import { ConfidentialFile, Delivery, ScopeEntry, TitleSwitch } from './file'
import { Medium, MediumHandover, MediumUse } from './medium'
import { Classification, Publication, Review } from './review'

/** Entities whose rows are only ever appended. */
export const confidentialAppendOnly = [
  ScopeEntry,
  TitleSwitch,
  Carrier,
  CarrierStep,
  Leg,
  LegReturn,
  Lapse,
  EndingLine,
  EndingRecord,
  CheckLine,
  CheckCount,
  IncidentEvent,
  MediumUse,
  MediumHandover,
  OfficerHandover,
  ReadingEntry
]

/** All entities of the ledger. */
export const confidentialEntities = [
  ...confidentialAppendOnly,
  ConfidentialFile,
  Delivery,
  CarrierStanding,
  Leave,
  ScopeRequest,
  CopyRequest,
  Ending,
  Dispatch,
  Check,
  Incident,
  Medium,
  Classification,
  Review,
  Publication,
  Cabinet
]

export * from './cabinet'
export * from './carrier'
export * from './check'
export * from './circulation'
export * from './copy'
export * from './ending'
export * from './file'
export * from './medium'
export * from './review'
