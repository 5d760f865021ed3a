"""The review service: pages that work as plain forms, and an API that does the same.

    app       everything put together
    access    who may come in: host, origin, sessions, one-time links
    direct    the routes that are asked for all day, without detours
    answer_processes, answering
              processes beside the service that answer for those
    pages     what is shown
    actions   what forms do
    conflicts two editors at one place
    api       the same as JSON
    views     a ledger in review as the templates want it
    marks     its blocks with the marks of the figures, which no template writes

Pages carry no script of their own; `static/review.js` only presses for the
keyboard the buttons that are there. Whatever a form does, `runs.review` does:
the service adds who is asking, and words for the outcome.
"""
