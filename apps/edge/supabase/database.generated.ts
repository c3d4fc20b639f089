
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "sync_alerts": {
                  Row: {
                    "at": string,"attempts": number,"due_at": string,"given_up_at": string | null,"last_error": string | null,"run_id": string,"sent_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"attempts"?: number,"due_at": string,"given_up_at"?: string | null,"last_error"?: string | null,"run_id": string,"sent_at"?: string | null
                  }
                  Update: {
                    "at"?: string,"attempts"?: number,"due_at"?: string,"given_up_at"?: string | null,"last_error"?: string | null,"run_id"?: string,"sent_at"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"sync_buckets": {
                  Row: {
                    "account": string,"bucket": string,"rests_until": string,"source": string,"taken": (unknown)[]
                  }
                  ComputedFields: never
                  Insert: {
                    "account": string,"bucket": string,"rests_until"?: string,"source": string,"taken"?: (unknown)[]
                  }
                  Update: {
                    "account"?: string,"bucket"?: string,"rests_until"?: string,"source"?: string,"taken"?: (unknown)[]
                  }
                  Relationships: [
                    
                  ]
                },"sync_migrations": {
                  Row: {
                    "applied_at": string,"name": string,"sha256": string
                  }
                  ComputedFields: never
                  Insert: {
                    "applied_at"?: string,"name": string,"sha256": string
                  }
                  Update: {
                    "applied_at"?: string,"name"?: string,"sha256"?: string
                  }
                  Relationships: [
                    
                  ]
                },"sync_records": {
                  Row: {
                    "account": string,"data": NonNullable<Json>,"external_id": string,"hash": string,"missing_at": string | null,"object": string,"run_id": string | null,"source": string,"synced_at": string,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "account": string,"data": NonNullable<Json>,"external_id": string,"hash": string,"missing_at"?: string | null,"object": string,"run_id"?: string | null,"source": string,"synced_at": string,"updated_at"?: string | null
                  }
                  Update: {
                    "account"?: string,"data"?: NonNullable<Json>,"external_id"?: string,"hash"?: string,"missing_at"?: string | null,"object"?: string,"run_id"?: string | null,"source"?: string,"synced_at"?: string,"updated_at"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"sync_run_events": {
                  Row: {
                    "actor": string | null,"actor_kind": string,"applied": boolean,"at": string,"detail": NonNullable<Json>,"event": string,"fence": number,"from_status": string | null,"ms": number | null,"n": number,"reason": string | null,"records": number | null,"run_id": string,"seq": number | null,"to_status": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor"?: string | null,"actor_kind": string,"applied": boolean,"at": string,"detail"?: NonNullable<Json>,"event": string,"fence": number,"from_status"?: string | null,"ms"?: number | null,"n"?: never,"reason"?: string | null,"records"?: number | null,"run_id": string,"seq"?: number | null,"to_status": string
                  }
                  Update: {
                    "actor"?: string | null,"actor_kind"?: string,"applied"?: boolean,"at"?: string,"detail"?: NonNullable<Json>,"event"?: string,"fence"?: number,"from_status"?: string | null,"ms"?: number | null,"n"?: never,"reason"?: string | null,"records"?: number | null,"run_id"?: string,"seq"?: number | null,"to_status"?: string
                  }
                  Relationships: [
                    
                  ]
                },"sync_run_pages": {
                  Row: {
                    "run_id": string,"seen": (number)[],"seq": number
                  }
                  ComputedFields: never
                  Insert: {
                    "run_id": string,"seen": (number)[],"seq": number
                  }
                  Update: {
                    "run_id"?: string,"seen"?: (number)[],"seq"?: number
                  }
                  Relationships: [
                    
                  ]
                },"sync_runs": {
                  Row: {
                    "account": string,"attempts": number,"checkpoint": Json | null,"claimed_at": string | null,"commit_seq": number,"completed_at": string | null,"deadline_at": string | null,"dry_run": boolean,"due_at": string | null,"ended_by": string | null,"error_code": string | null,"error_message": string | null,"fence": number,"group_id": string | null,"heartbeat_at": string | null,"id": string,"last_worker": string | null,"metadata": NonNullable<Json>,"mode": string,"progress_at": string,"request_id": string | null,"resumed_from": string | null,"silences": number,"slice": number,"slice_pages": number,"slice_until": string | null,"source": string,"started_at": string,"started_by": string | null,"status": string,"stopped_at": string | null,"total_expected": number | null,"total_fetched": number,"total_inserted": number,"total_skipped": number,"total_updated": number,"updated_at": string,"version": number,"window_end": string | null,"window_start": string | null,"worker": string | null,"yield_reason": string | null,"sync_adopt_insert": {
              "account": string,
"attempts": number,
"checkpoint": Json | null,
"claimed_at": string | null,
"commit_seq": number,
"completed_at": string | null,
"deadline_at": string | null,
"dry_run": boolean,
"due_at": string | null,
"ended_by": string | null,
"error_code": string | null,
"error_message": string | null,
"fence": number,
"group_id": string | null,
"heartbeat_at": string | null,
"id": string,
"last_worker": string | null,
"metadata": NonNullable<Json>,
"mode": string,
"progress_at": string,
"request_id": string | null,
"resumed_from": string | null,
"silences": number,
"slice": number,
"slice_pages": number,
"slice_until": string | null,
"source": string,
"started_at": string,
"started_by": string | null,
"status": string,
"stopped_at": string | null,
"total_expected": number | null,
"total_fetched": number,
"total_inserted": number,
"total_skipped": number,
"total_updated": number,
"updated_at": string,
"version": number,
"window_end": string | null,
"window_start": string | null,
"worker": string | null,
"yield_reason": string | null
            } | null,"sync_insert": boolean | null,"sync_live_payload": Json | null,"sync_put": undefined | null
                  }
                  ComputedFields: "sync_adopt_insert" | "sync_insert" | "sync_live_payload" | "sync_put"
                  Insert: {
                    "account"?: string,"attempts"?: number,"checkpoint"?: Json | null,"claimed_at"?: string | null,"commit_seq"?: number,"completed_at"?: string | null,"deadline_at"?: string | null,"dry_run"?: boolean,"due_at"?: string | null,"ended_by"?: string | null,"error_code"?: string | null,"error_message"?: string | null,"fence"?: number,"group_id"?: string | null,"heartbeat_at"?: string | null,"id"?: string,"last_worker"?: string | null,"metadata"?: NonNullable<Json>,"mode"?: string,"progress_at"?: string,"request_id"?: string | null,"resumed_from"?: string | null,"silences"?: number,"slice"?: number,"slice_pages"?: number,"slice_until"?: string | null,"source": string,"started_at"?: string,"started_by"?: string | null,"status"?: string,"stopped_at"?: string | null,"total_expected"?: number | null,"total_fetched"?: number,"total_inserted"?: number,"total_skipped"?: number,"total_updated"?: number,"updated_at"?: string,"version"?: number,"window_end"?: string | null,"window_start"?: string | null,"worker"?: string | null,"yield_reason"?: string | null
                  }
                  Update: {
                    "account"?: string,"attempts"?: number,"checkpoint"?: Json | null,"claimed_at"?: string | null,"commit_seq"?: number,"completed_at"?: string | null,"deadline_at"?: string | null,"dry_run"?: boolean,"due_at"?: string | null,"ended_by"?: string | null,"error_code"?: string | null,"error_message"?: string | null,"fence"?: number,"group_id"?: string | null,"heartbeat_at"?: string | null,"id"?: string,"last_worker"?: string | null,"metadata"?: NonNullable<Json>,"mode"?: string,"progress_at"?: string,"request_id"?: string | null,"resumed_from"?: string | null,"silences"?: number,"slice"?: number,"slice_pages"?: number,"slice_until"?: string | null,"source"?: string,"started_at"?: string,"started_by"?: string | null,"status"?: string,"stopped_at"?: string | null,"total_expected"?: number | null,"total_fetched"?: number,"total_inserted"?: number,"total_skipped"?: number,"total_updated"?: number,"updated_at"?: string,"version"?: number,"window_end"?: string | null,"window_start"?: string | null,"worker"?: string | null,"yield_reason"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"sync_schedules": {
                  Row: {
                    "account": string,"cron": string,"enabled": boolean,"last_at": string | null,"last_outcome": string | null,"last_run_id": string | null,"mode": string,"next_at": string | null,"source": string,"time_zone": string,"updated_at": string,"updated_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "account"?: string,"cron": string,"enabled"?: boolean,"last_at"?: string | null,"last_outcome"?: string | null,"last_run_id"?: string | null,"mode"?: string,"next_at"?: string | null,"source": string,"time_zone"?: string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Update: {
                    "account"?: string,"cron"?: string,"enabled"?: boolean,"last_at"?: string | null,"last_outcome"?: string | null,"last_run_id"?: string | null,"mode"?: string,"next_at"?: string | null,"source"?: string,"time_zone"?: string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"sync_sweeper": {
                  Row: {
                    "call_id": number | null,"called_at": string | null,"pruned_at": string | null,"single": boolean,"swept_at": string | null,"watched_since": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: number | null,"called_at"?: string | null,"pruned_at"?: string | null,"single"?: boolean,"swept_at"?: string | null,"watched_since"?: string | null
                  }
                  Update: {
                    "call_id"?: number | null,"called_at"?: string | null,"pruned_at"?: string | null,"single"?: boolean,"swept_at"?: string | null,"watched_since"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"sync_transitions": {
                  Row: {
                    "event": string,"from_status": string | null,"to_status": string
                  }
                  ComputedFields: never
                  Insert: {
                    "event": string,"from_status"?: string | null,"to_status": string
                  }
                  Update: {
                    "event"?: string,"from_status"?: string | null,"to_status"?: string
                  }
                  Relationships: [
                    
                  ]
                }
          }
          Views: {
            "sync_contacts": {
                  Row: {
                    "account": string,"created_at": string | null,"email": string | null,"email_normalized": string | null,"external_id": string,"missing_at": string | null,"name": string | null,"object": string,"phone": string | null,"phone_normalized": string | null,"run_id": string | null,"source": string,"synced_at": string,"updated_at": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"sync_invoices": {
                  Row: {
                    "account": string,"amount": number | null,"amount_due": number | null,"amount_paid": number | null,"amount_remaining": number | null,"contact_id": string | null,"created_at": string | null,"currency": string | null,"due_at": string | null,"email": string | null,"email_normalized": string | null,"exponent": number | null,"external_id": string,"finalized_at": string | null,"livemode": boolean | null,"missing_at": string | null,"number": string | null,"object": string,"paid_at": string | null,"provider_status": string | null,"run_id": string | null,"source": string,"status": string | null,"subscription_id": string | null,"synced_at": string,"updated_at": string | null,"voided_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                           "account"?: string | null,"amount"?: never,"amount_due"?: never,"amount_paid"?: never,"amount_remaining"?: never,"contact_id"?: never,"created_at"?: never,"currency"?: never,"due_at"?: never,"email"?: never,"email_normalized"?: never,"exponent"?: never,"external_id"?: string | null,"finalized_at"?: never,"livemode"?: never,"missing_at"?: string | null,"number"?: never,"object"?: string | null,"paid_at"?: never,"provider_status"?: never,"run_id"?: string | null,"source"?: string | null,"status"?: never,"subscription_id"?: never,"synced_at"?: string | null,"updated_at"?: string | null,"voided_at"?: never
                         }
                        Update: {
                           "account"?: string | null,"amount"?: never,"amount_due"?: never,"amount_paid"?: never,"amount_remaining"?: never,"contact_id"?: never,"created_at"?: never,"currency"?: never,"due_at"?: never,"email"?: never,"email_normalized"?: never,"exponent"?: never,"external_id"?: string | null,"finalized_at"?: never,"livemode"?: never,"missing_at"?: string | null,"number"?: never,"object"?: string | null,"paid_at"?: never,"provider_status"?: never,"run_id"?: string | null,"source"?: string | null,"status"?: never,"subscription_id"?: never,"synced_at"?: string | null,"updated_at"?: string | null,"voided_at"?: never
                         }
                        Relationships: [
                    
                  ]
                },"sync_subscriptions": {
                  Row: {
                    "account": string,"amount": number | null,"cancel_at": string | null,"canceled_at": string | null,"contact_id": string | null,"created_at": string | null,"currency": string | null,"current_period_end": string | null,"email": string | null,"email_normalized": string | null,"ended_at": string | null,"exponent": number | null,"external_id": string,"interval_count": number | null,"interval_unit": string | null,"livemode": boolean | null,"missing_at": string | null,"object": string,"plan_id": string | null,"processor": string | null,"processor_id": string | null,"provider_status": string | null,"run_id": string | null,"source": string,"started_at": string | null,"status": string | null,"synced_at": string,"trial_end": string | null,"updated_at": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"sync_transactions": {
                  Row: {
                    "account": string,"amount": number | null,"amount_refunded": number | null,"contact_id": string | null,"created_at": string | null,"currency": string | null,"description": string | null,"email": string | null,"email_normalized": string | null,"exponent": number | null,"external_id": string,"fee": number | null,"invoice_id": string | null,"kind": string | null,"livemode": boolean | null,"missing_at": string | null,"object": string,"parent_id": string | null,"processor": string | null,"processor_id": string | null,"provider_status": string | null,"run_id": string | null,"source": string,"status": string | null,"subscription_id": string | null,"synced_at": string,"updated_at": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                }
          }
          Functions: {
            "sync_actor_kind":
{ Args: { "p_actor": string,"p_event": string }; Returns: string
                           },
"sync_adopt_insert":
{ Args: { "new": Omit<Database["public"]['Tables']["sync_runs"]['Row'], Database["public"]['Tables']["sync_runs"]['ComputedFields']> }; Returns: {
              "account": string,
"attempts": number,
"checkpoint": Json | null,
"claimed_at": string | null,
"commit_seq": number,
"completed_at": string | null,
"deadline_at": string | null,
"dry_run": boolean,
"due_at": string | null,
"ended_by": string | null,
"error_code": string | null,
"error_message": string | null,
"fence": number,
"group_id": string | null,
"heartbeat_at": string | null,
"id": string,
"last_worker": string | null,
"metadata": NonNullable<Json>,
"mode": string,
"progress_at": string,
"request_id": string | null,
"resumed_from": string | null,
"silences": number,
"slice": number,
"slice_pages": number,
"slice_until": string | null,
"source": string,
"started_at": string,
"started_by": string | null,
"status": string,
"stopped_at": string | null,
"total_expected": number | null,
"total_fetched": number,
"total_inserted": number,
"total_skipped": number,
"total_updated": number,
"updated_at": string,
"version": number,
"window_end": string | null,
"window_start": string | null,
"worker": string | null,
"yield_reason": string | null
            }
                          SetofOptions: {
        from: "sync_runs"
        to: "sync_runs"
        isOneToOne: true
        isSetofReturn: false
      } },
"sync_adopt_update":
{ Args: { "new": Omit<Database["public"]['Tables']["sync_runs"]['Row'], Database["public"]['Tables']["sync_runs"]['ComputedFields']>,"old": Omit<Database["public"]['Tables']["sync_runs"]['Row'], Database["public"]['Tables']["sync_runs"]['ComputedFields']> }; Returns: {
              "account": string,
"attempts": number,
"checkpoint": Json | null,
"claimed_at": string | null,
"commit_seq": number,
"completed_at": string | null,
"deadline_at": string | null,
"dry_run": boolean,
"due_at": string | null,
"ended_by": string | null,
"error_code": string | null,
"error_message": string | null,
"fence": number,
"group_id": string | null,
"heartbeat_at": string | null,
"id": string,
"last_worker": string | null,
"metadata": NonNullable<Json>,
"mode": string,
"progress_at": string,
"request_id": string | null,
"resumed_from": string | null,
"silences": number,
"slice": number,
"slice_pages": number,
"slice_until": string | null,
"source": string,
"started_at": string,
"started_by": string | null,
"status": string,
"stopped_at": string | null,
"total_expected": number | null,
"total_fetched": number,
"total_inserted": number,
"total_skipped": number,
"total_updated": number,
"updated_at": string,
"version": number,
"window_end": string | null,
"window_start": string | null,
"worker": string | null,
"yield_reason": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "sync_runs"
        isOneToOne: true
        isSetofReturn: false
      } },
"sync_alert_state":
{ Args: { "p_within_ms": number }; Returns: Json
                           },
"sync_boolean":
{ Args: { "p": Json }; Returns: boolean
                           },
"sync_call_sweep":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"sync_cancel":
{ Args: { "p_actor": string,"p_filter": Json,"p_reason"?: string }; Returns: Json
                           },
"sync_commit":
{ Args: { "p_checkpoint": Json,"p_fence": number,"p_records": Json,"p_run_id": string,"p_seq": number,"p_total"?: number,"p_worker": string }; Returns: Json
                           },
"sync_currency":
{ Args: { "p": Json }; Returns: string
                           },
"sync_currency_exponent":
{ Args: { "p_currency": string }; Returns: number
                           },
"sync_decimal":
{ Args: { "p": Json }; Returns: number
                           },
"sync_detail":
{ Args: { "e": Json }; Returns: Json
                           },
"sync_elapsed":
{ Args: { "p_at": string,"p_type": string,"r": Omit<Database["public"]['Tables']["sync_runs"]['Row'], Database["public"]['Tables']["sync_runs"]['ComputedFields']> }; Returns: number
                           },
"sync_elements":
{ Args: { "p": Json }; Returns: Json[]
                           },
"sync_email":
{ Args: { "p": string }; Returns: string
                           },
"sync_email_of":
{ Args: { "p_data": Json,"p_source": string }; Returns: string
                           },
"sync_email_with":
{ Args: { "p_account": string,"p_phone": string,"p_source": string }; Returns: string
                           },
"sync_event_problem":
{ Args: { "e": Json }; Returns: string
                           },
"sync_expire":
{ Args: { "p_release": boolean,"p_run_id": string }; Returns: {
              "account": string,
"attempts": number,
"checkpoint": Json | null,
"claimed_at": string | null,
"commit_seq": number,
"completed_at": string | null,
"deadline_at": string | null,
"dry_run": boolean,
"due_at": string | null,
"ended_by": string | null,
"error_code": string | null,
"error_message": string | null,
"fence": number,
"group_id": string | null,
"heartbeat_at": string | null,
"id": string,
"last_worker": string | null,
"metadata": NonNullable<Json>,
"mode": string,
"progress_at": string,
"request_id": string | null,
"resumed_from": string | null,
"silences": number,
"slice": number,
"slice_pages": number,
"slice_until": string | null,
"source": string,
"started_at": string,
"started_by": string | null,
"status": string,
"stopped_at": string | null,
"total_expected": number | null,
"total_fetched": number,
"total_inserted": number,
"total_skipped": number,
"total_updated": number,
"updated_at": string,
"version": number,
"window_end": string | null,
"window_start": string | null,
"worker": string | null,
"yield_reason": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "sync_runs"
        isOneToOne: true
        isSetofReturn: false
      } },
"sync_forget_calls":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"sync_insert":
{ Args: { "n": Omit<Database["public"]['Tables']["sync_runs"]['Row'], Database["public"]['Tables']["sync_runs"]['ComputedFields']> }; Returns: boolean
                           },
"sync_integer":
{ Args: { "p": Json }; Returns: number
                           },
"sync_is_active":
{ Args: { "p_status": string }; Returns: boolean
                           },
"sync_is_operator":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"sync_is_resumable":
{ Args: { "p_status": string }; Returns: boolean
                           },
"sync_is_terminal":
{ Args: { "p_status": string }; Returns: boolean
                           },
"sync_known_contacts":
{ Args: { "p_account": string,"p_after"?: string,"p_limit"?: number,"p_source": string }; Returns: Json
                           },
"sync_known_ids":
{ Args: { "p_account": string,"p_after"?: string,"p_limit"?: number,"p_object": string,"p_source": string }; Returns: Json
                           },
"sync_lanes":
{ Args: { "p_buckets": Json }; Returns: {
              "bucket": string,"lane": number,"spacing": string
            }[]
                           },
"sync_list_schedules":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"sync_live":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"sync_live_payload":
{ Args: { "p_run": Omit<Database["public"]['Tables']["sync_runs"]['Row'], Database["public"]['Tables']["sync_runs"]['ComputedFields']> }; Returns: Json
                           },
"sync_mark_missing":
{ Args: { "p_fence": number,"p_limit"?: number,"p_objects": (string)[],"p_run_id": string,"p_worker": string }; Returns: Json
                           },
"sync_may_become":
{ Args: { "p_from": string,"p_to": string }; Returns: boolean
                           },
"sync_merged":
{ Args: { "p_new": Json,"p_there": Json }; Returns: Json
                           },
"sync_minor":
{ Args: { "p_amount": number,"p_exponent": number }; Returns: number
                           },
"sync_moment":
{ Args: { "p": Json }; Returns: string
                           },
"sync_note":
{ Args: { "e": Json,"p_after": Omit<Database["public"]['Tables']["sync_runs"]['Row'], Database["public"]['Tables']["sync_runs"]['ComputedFields']>,"p_at": string,"p_before": Omit<Database["public"]['Tables']["sync_runs"]['Row'], Database["public"]['Tables']["sync_runs"]['ComputedFields']>,"p_reason"?: string }; Returns: undefined
                           },
"sync_note_alert":
{ Args: { "p_attempt": number,"p_error"?: string,"p_retry_ms"?: number,"p_run_id": string }; Returns: Json
                           },
"sync_now":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"sync_paypal_kind":
{ Args: { "p_code": string }; Returns: string
                           },
"sync_phone":
{ Args: { "p": string }; Returns: string
                           },
"sync_phone_of":
{ Args: { "p_data": Json }; Returns: string
                           },
"sync_phone_with":
{ Args: { "p_account": string,"p_email": string,"p_source": string }; Returns: string
                           },
"sync_policy":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"sync_prune":
{ Args: { "p_keep": string }; Returns: Json
                           },
"sync_push":
{ Args: { "p_account": string,"p_records": Json,"p_source": string }; Returns: Json
                           },
"sync_put":
{ Args: { "n": Omit<Database["public"]['Tables']["sync_runs"]['Row'], Database["public"]['Tables']["sync_runs"]['ComputedFields']> }; Returns: undefined
                           },
"sync_remove_schedules":
{ Args: { "p_account": string,"p_mode"?: string,"p_source": string }; Returns: Json
                           },
"sync_rest":
{ Args: { "p_account": string,"p_bucket": string,"p_ms": number,"p_source": string }; Returns: Json
                           },
"sync_restart":
{ Args: { "p_account"?: string,"p_dry_run"?: boolean,"p_group_id"?: string,"p_mode"?: string,"p_on_conflict"?: string,"p_request_id"?: string,"p_resume_from"?: string,"p_source": string,"p_started_by"?: string,"p_window_end"?: string,"p_window_start"?: string,"p_worker"?: string }; Returns: Json
                           },
"sync_retain":
{ Args: { "p_every_ms"?: number,"p_keep": string }; Returns: Json
                           },
"sync_run_schedule":
{ Args: { "p_account": string,"p_due": string,"p_mode": string,"p_next_at": string,"p_skip"?: string,"p_source": string }; Returns: Json
                           },
"sync_schedule":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"sync_schedule_advice":
{ Args: { "p_lack": string }; Returns: string
                           },
"sync_schedule_lacks":
{ Args: Record<PropertyKey, never>; Returns: (string)[]
                           },
"sync_schedule_state":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"sync_schema_version":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"sync_send":
{ Args: { "p_event": Json,"p_run_id": string }; Returns: Json
                           },
"sync_set_schedule":
{ Args: { "p_account": string,"p_actor"?: string,"p_cron": string,"p_enabled": boolean,"p_mode": string,"p_next_at": string,"p_source": string,"p_time_zone": string }; Returns: Json
                           },
"sync_setting":
{ Args: { "p_default": number,"p_name": string }; Returns: number
                           },
"sync_silences":
{ Args: { "p_within_ms": number }; Returns: Json
                           },
"sync_start":
{ Args: { "p_account"?: string,"p_dry_run"?: boolean,"p_group_id"?: string,"p_mode"?: string,"p_on_conflict"?: string,"p_request_id"?: string,"p_resume_from"?: string,"p_source": string,"p_started_by"?: string,"p_window_end"?: string,"p_window_start"?: string,"p_worker"?: string }; Returns: Json
                           },
"sync_start_problem":
{ Args: { "p_account": string,"p_mode": string,"p_on_conflict": string,"p_resume_from": string,"p_source": string,"p_window_end": string,"p_window_start": string,"p_worker": string }; Returns: string
                           },
"sync_status":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"sync_status_of":
{ Args: { "p_data": Json,"p_object": string,"p_source": string }; Returns: string
                           },
"sync_step":
{ Args: { "e": Json,"p_at": string,"r": Omit<Database["public"]['Tables']["sync_runs"]['Row'], Database["public"]['Tables']["sync_runs"]['ComputedFields']> }; Returns: Record<string, unknown>
                           },
"sync_stripe_exponent":
{ Args: { "p_currency": string }; Returns: number
                           },
"sync_sweep":
{ Args: { "p_release"?: boolean }; Returns: Json
                           },
"sync_take":
{ Args: { "p_account": string,"p_buckets": Json,"p_max_wait_ms": number,"p_source": string }; Returns: Json
                           },
"sync_take_alerts":
{ Args: { "p_fresh_ms": number,"p_lease_ms": number,"p_limit": number }; Returns: Json
                           },
"sync_take_problem":
{ Args: { "p_account": string,"p_buckets": Json,"p_max_wait_ms": number,"p_source": string }; Returns: string
                           },
"sync_text":
{ Args: { "p": Json }; Returns: string
                           },
"sync_transaction_at":
{ Args: { "p_data": Json,"p_source": string }; Returns: string
                           },
"sync_unschedule":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"sync_write_records":
{ Args: { "p_at": string,"p_records": Json,"r": Omit<Database["public"]['Tables']["sync_runs"]['Row'], Database["public"]['Tables']["sync_runs"]['ComputedFields']> }; Returns: Record<string, unknown>
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
