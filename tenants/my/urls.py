"""The addresses of Mina sidor that are about the person herself; `letting.my.urls` joins them."""

from django.urls import URLPattern, path

from tenants.my import documents, erasing, extracts, inbox, mandate_answers, mandates, profile, proof, readings, who

urlpatterns: list[URLPattern] = [
    path("vem-ar-du/", who.who, name="who"),
    path("uppgifter/", profile.profile, name="profile"),
    path("uppgifter/radera/", erasing.erase, name="erase"),
    path("uppgifter/radera/angra/", erasing.erase_regret, name="erase_regret"),
    path("uppgifter/utdrag/", extracts.extract, name="extract"),
    path("uppgifter/utdrag/bestall/", extracts.extract_ask, name="extract_ask"),
    path("uppgifter/utdrag/data/", extracts.extract_data, name="extract_data"),
    path("uppgifter/utdrag/<int:pk>/utdrag.pdf", extracts.extract_file, name="extract_file"),
    path("uppgifter/lasningar/", readings.readings, name="readings"),
    path("ombud/", mandates.mandates, name="mandates"),
    path("ombud/fraga/", mandates.ask, name="mandate_ask"),
    path("ombud/sluta/", mandates.stop_representing, name="mandate_stop"),
    path("ombud/<int:pk>/avsluta/", mandates.end, name="mandate_end"),
    path("ombud/<int:pk>/foretrad/", mandates.represent, name="mandate_represent"),
    path("ombud/<int:pk>/svara/", mandate_answers.by_number, name="mandate_answer"),
    path("ombud/svara/<str:key>/", mandate_answers.by_key, name="mandate_question"),
    path("handlingar/<int:pk>/", documents.document, name="document"),
    path("handlingar/<int:pk>/ta-bort/", documents.remove, name="document_remove"),
    path("meddelanden/", inbox.inbox, name="messages"),
    path("meddelanden/alla-lasta/", inbox.mark_all_read, name="messages_read"),
    path("meddelanden/<int:pk>/", inbox.message, name="message"),
    path("meddelanden/<int:pk>/bevis/", proof.proof, name="message_proof"),
    path("meddelanden/<int:pk>/last/", inbox.mark_read, name="message_read"),
]
