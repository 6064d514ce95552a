"""Who may open the pages of a landlord's staff about its nights: see permissions.py."""

LANDLORDS_NIGHT = {
    "admin/disturbance/case/<path:object_id>/": "staff",
    "admin:disturbance_case_add": "staff",
    "admin:disturbance_case_bundle": "staff",
    "admin:disturbance_case_change": "staff",
    "admin:disturbance_case_changelist": "staff",
    "admin:disturbance_case_contacts": "staff",
    "admin:disturbance_case_delete": "staff",
    "admin:disturbance_case_history": "staff",
    "admin:disturbance_case_home": "staff",
    "admin:disturbance_case_letter": "staff",
    "admin:disturbance_case_night": "staff",
    "admin:disturbance_case_paper": "staff",
    "admin:disturbance_case_photo": "staff",
    "admin:disturbance_case_repeated": "staff",
    "admin:disturbance_case_zip": "staff",
}
