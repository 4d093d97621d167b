"""An outline that needs every layout: points, columns, figures beside and alone, a table, callouts, a quotation."""

from __future__ import annotations

OUTLINE = """\
deck: brand
title: Ketamine in treatment-resistant depression
subtitle: How it works, what it risks, whom it helps
language: en-GB
theme: {name: clinic, template: TEMPLATE}
disclosures: ["The authors declare no interests."]
objectives:
  - {id: explain, text: Explain how blocking NMDA receptors may lift mood}
  - {id: tell, text: "Tell a patient what to expect in the first hour, and after it"}
references: [REFERENCES]
governance: {version: 1.2.0, owner: "Department of Psychiatry", last_reviewed: 2026-11-01}
editions:
  lecture: {audience: clinician, output: slides}
sections:
  - section: mechanism
    title: How ketamine works
    slides:
      - title: Ketamine blocks the NMDA receptor
        blocks:
          - Ketamine is an **NMDA-receptor** channel blocker [@able2001]
          - Treatment levels lie within the dissociative range [@able2002]
          - "Less than 10^9^/L of anything; H~2~O; 0.5 µg/L"
        notes: |
          What the lecturer says.
      - title: Words and a warning, which stands under them on the same slide
        blocks:
          - Blood pressure rises for about 20 minutes after the dose
          - Most people feel apart from their body for less than two hours
          - callout: {kind: warning, title: Never mix, text: Alcohol adds danger. Other sedatives do so too.}
      - title: Some blocks read better in two columns, side by side
        layout: two-columns
        blocks:
          - text: Before the infusion
          - Check blood pressure, and what the person ate and drank
          - Say what will happen, and that it passes
          - text: After the infusion
          - Stay for two hours, and longer if the pressure is high
          - Somebody else drives home
      - title: What to do, step by step
        blocks:
          - steps:
              - Stop the infusion
              - Lay the person on the side, and keep the airway open
              - Call for help
          - checklist: [Oxygen is at hand, The trolley is checked]
  - section: response
    title: Whom it helps, and for how long
    slides:
      - title: Sixty-four of a hundred responded within a day
        blocks:
          - One infusion of 0.5 mg/kg, compared with midazolam [@able2001]
          - Response means half the score, or less
          - chart:
              title: Response after 24 hours
              categories: [Ketamine, Midazolam]
              values: [64, 28]
              unit: "%"
              min: 0
              max: 100
              highlight: [Ketamine]
              source: "[@able2001]"
      - title: The effect wanes within a week
        blocks:
          - chart:
              kind: line
              categories: [1, 3, 7]
              series: {Ketamine: [52.2, 47.9, 39.8], Placebo: [9, 10, 12]}
              unit: "%"
              category_title: Days after one infusion
              source: "[@able2002]"
      - title: Small trials, all in one direction
        blocks:
          - table:
              title: Randomised trials
              header: [Trial, n, "Response, %", Comparator]
              rows:
                - [Able 2001, 18, 71, Placebo]
                - [Baker 2002, 73, 64, Midazolam]
                - [Carter 2003, 30, 55, Placebo]
              source: Percentages at day 1
      - title: A ring seen from above
        blocks:
          - image: {file: ring.png, alt: A ring, caption: A channel seen from above, credit: Own work}
      - title: Two alarms of equal weight
        blocks:
          - callout: {kind: warning, title: Take care, text: Bladder pain may start within weeks of frequent use.}
          - callout: {kind: emergency, title: Call for help if, points: [they do not wake up, they cannot breathe well]}
      - title: In the words of a patient
        blocks:
          - quote: {text: The colour came back into the room. It did not stay. But I knew then that it could., by: "A patient, 2002 [@able2002]"}
"""


def outline(template: str) -> str:
    """The outline in a template, with so many references that two slides hold them."""
    from .words import entries

    return OUTLINE.replace("TEMPLATE", template).replace("[REFERENCES]", entries())
