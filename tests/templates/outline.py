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
closing: Questions
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
      - title: Whom to call is written down before anybody goes home
        blocks:
          - fill-in: [Name of the nurse, {label: Phone number, hint: In block letters}]
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
      - title: The figure stands before the words about it
        blocks:
          - chart: {categories: [Ketamine, Midazolam], values: [64, 28], unit: "%", title: Response, source: "[@able2001]"}
          - A point that follows from the figure
      - title: Two charts have equal weight
        blocks:
          - chart: {categories: [Ketamine, Midazolam], values: [64, 28], unit: "%", title: After a day}
          - chart: {categories: [Ketamine, Midazolam], values: [40, 25], unit: "%", title: After a week}
      - title: A sentence over the figure, as the author asks
        layout: points-above
        blocks:
          - A point over the chart
          - chart: {categories: [Ketamine, Midazolam], values: [64, 28], unit: "%"}
          - callout: Callouts stand at the foot.
      - title: A figure over the sentence, as the author asks
        layout: figure-above
        blocks:
          - chart: {categories: [Ketamine, Midazolam], values: [64, 28], unit: "%"}
          - A point under the chart
      - title: Sixty-four people of a hundred, drawn one by one
        blocks:
          - icons: {of: 100, arms: {Ketamine: 64, Midazolam: 28}, event: felt better, rest: did not, source: "[@able2001]"}
      - title: Forty-five of a hundred responded in everyday practice
        blocks:
          - number: {value: 45%, counts: "responded [@able2001]", compared: {value: 30%, counts: reached remission}, note: 79 studies}
      - title: In the words of a patient
        blocks:
          - quote: {text: The colour came back into the room. It did not stay. But I knew then that it could., by: "A patient, 2002 [@able2002]"}
  - section: talking
    title: Talking about it
    slides:
      - title: What it may do for people, and how it may harm them
        reveal: true
        blocks:
          - compare:
              title: Both sides, in the same type
              sides:
                - {title: Benefits, kind: benefit, points: ["Mood may lift within a day", "The effect is often lost within two weeks"]}
                - {title: Harms, kind: harm, points: ["Blood pressure rises", "The bladder may be harmed"]}
              source: "[@able2001]"
          - callout: {kind: info, text: Ask what matters to them.}
      - title: Three ways to give it
        blocks:
          - compare:
              sides:
                - {title: Infusion, kind: neutral, points: [In a clinic]}
                - {title: Spray, kind: neutral, points: [Watched for two hours]}
                - {title: Tablet, kind: neutral, points: [Not approved]}
      - title: Three headed lists stand side by side
        blocks:
          - text: Before
          - Ask what they know
          - text: During
          - Say one thing at a time
          - text: After
          - Ask them to say it back
      - title: How the effect may come about
        blocks:
          - diagram:
              nodes: {a: NMDA block, b: Glutamate, c: Mood}
              edges: ["a -> b (animal)", "b -? c (human)"]
              build: [{title: First the receptor, nodes: [a, b]}, {title: Then the mood, nodes: [b, c]}]
      - title: What do you ask first?
        blocks:
          - question:
              text: A trial reports that 70% responded. What do you ask first?
              options: ["How large was the dose?", "Compared with what?", "Who paid?"]
              answer: Compared with what?
              rationale: Without its comparator a rate says little. [@able2001]
      - title: Three messages to take home
        layout: summary
        reveal: true
        blocks:
          - Ketamine may lift mood within a day
          - The effect wanes within a week
          - Nobody drives home
"""


FIGURES = """\
deck: brand
title: Ketamine in treatment-resistant depression
language: en-GB

theme: {name: clinic, template: TEMPLATE}
governance: {version: 1.2.0, owner: "Department of Psychiatry", last_reviewed: 2026-11-01}
editions:
  lecture: {audience: clinician, output: slides}
closing: Questions
sections:
  - section: response
    title: Whom it helps, and for how long
    slides:
      - title: Sixty-four of a hundred responded within a day
        blocks:
          - chart:
              title: Response after 24 hours
              categories: [Ketamine, Midazolam]
              values: [64, 28]
              unit: "%"
              source: "A trial of 2013"
        notes: |
          What the lecturer says.
      - title: Small trials, all in one direction
        blocks:
          - table:
              header: [Trial, n, Comparator]
              rows: [[Able 2001, 18, Placebo], [Baker 2002, 73, Midazolam]]
              source: Percentages at day 1
      - title: A ring seen from above
        blocks:
          - image: {file: ring.png, alt: A ring, caption: A channel seen from above, credit: Own work}
      - title: Two alarms of equal weight
        reveal: true
        blocks:
          - callout: {kind: warning, title: Take care, text: Bladder pain may start within weeks of frequent use.}
          - callout: {kind: emergency, title: Call for help if, points: [they do not wake up, they cannot breathe well]}
      - title: How the effect may come about
        blocks:
          - diagram:
              nodes: {a: NMDA block, b: Glutamate, c: Mood}
              edges: [a -> b, b -> c]
"""
"""What a template without a place for words can show: figures and callouts under titles."""


def outline(template: str, *, figures: bool = False) -> str:
    """The outline in a template, with references; with `figures`, the one that has no words but those of figures."""
    from .words import entries

    if figures:
        return FIGURES.replace("TEMPLATE", template)
    return OUTLINE.replace("TEMPLATE", template).replace("[REFERENCES]", entries())
