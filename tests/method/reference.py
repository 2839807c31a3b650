#!/usr/bin/env python3
"""The scoring method a second time, to find mistakes in the first.

Written from the definition of the method, version 1.1, and of the file formats alone, without a
look at `src/scoring/`; it shares no code with the program, only the questions in `questions/`.
It makes every figure but the sentence of the verdict, the support by evidence, and what several
respondents make together.

  reference.py FILE…                     prints the scores of answers files, one line of JSON each
  reference.py --random N SEED FOLDER    writes N random answers files; a seed gives the same files
  reference.py --compare FOLDER PROGRAM  compares the scores of all answers files in FOLDER with
                                         those of PROGRAM (`aims`); ends with 1 if any differ
"""

import json
import random
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

METHOD = "1.1"
QUESTIONNAIRE = {"id": "iso42001", "version": "1.1"}
DOMAINS = ["4", "5", "6", "7", "8", "9", "10", "A"]
STAGES = ["plan", "do", "check", "act"]
EFFORTS = ["quick", "medium", "long"]
CLASSES = ["critical", "high", "medium", "low", "opportunity"]
# Weeks of work by effort, and of the audit at the end, in the short course and in the long one.
WEEKS = {
    "short": {"quick": 2, "medium": 4, "long": 13},
    "long": {"quick": 3, "medium": 6, "long": 20},
}
AUDIT = {"short": 4, "long": 8}
# The fields of a question that the method uses, besides its domain.
FACTS = ["code", "weight", "critical", "not_applicable", "effort", "phase", "prerequisites"]
STAGE_1_AT_3 = ["C4-3", "C5-2", "C6-2", "C6-3", "C6-4", "C6-5"]
STAGE_1_AT_2 = ["C9-3", "C9-4"]
ROOT = Path(__file__).resolve().parents[2]


# The questionnaire


def load_questions(folder):
    """Returns the questions in their order, each with its domain and that domain's stage."""
    domains = {}
    for file in folder.glob("*.toml"):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        if "domain" in content:
            domains[content["domain"]["id"]] = content
    questions = []
    for domain in DOMAINS:
        for question in domains[domain]["question"]:
            place = {"domain": domain, "stage": domains[domain]["domain"]["pdca"]}
            questions.append({name: question[name] for name in FACTS} | place)
    return questions


# Reading an answers file


def read_answers(file, questions):
    """Returns what counts of an answers file: the answers by code, the targets, the lanes."""
    content = json.loads(Path(file).read_text(encoding="utf-8"))
    answers = {}
    written = content.get("answers", {})
    for question in questions:
        answer = read_answer(written.get(question["code"], {}), question)
        if answer is not None:
            answers[question["code"]] = answer
    targets = dict.fromkeys(DOMAINS, 3)
    for domain, target in content.get("targets", {}).items():
        if domain in targets and is_whole(target) and 3 <= target <= 5:
            targets[domain] = target
    repeated = {name: content[name] for name in ("organisation", "saved_at") if content.get(name)}
    return {"answers": answers, "targets": targets, "lanes": lanes(content), "repeated": repeated}


def read_answer(entry, question):
    """Returns a level, "unknown", "not_applicable", or None for no answer and for a broken one."""
    kinds = [kind for kind in ("level", "unknown", "not_applicable") if kind in entry]
    if len(kinds) != 1:
        return None
    kind, value = kinds[0], entry[kinds[0]]
    if kind == "level":
        return value if is_whole(value) and 1 <= value <= 5 else None
    if kind == "unknown":
        return "unknown" if value is True else None
    is_reason = isinstance(value, str) and value.strip() != ""
    return "not_applicable" if question["not_applicable"] and is_reason else None


def is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def lanes(content):
    """Returns the pieces of work at the same time: as set, else by the number of people."""
    plan = content.get("plan")
    chosen = plan.get("lanes") if isinstance(plan, dict) else None
    if is_whole(chosen) and 1 <= chosen <= 8:
        return chosen
    profile = content.get("profile")
    people = profile.get("headcount") if isinstance(profile, dict) else None
    return {"1-49": 2, "250-999": 4, "1000+": 4}.get(str(people), 3)


# Scores


def counted(answer):
    """Returns s of an answer: its level, 1 for don't know, else None."""
    return 1 if answer == "unknown" else answer if is_whole(answer) else None


def tenths(points, weight):
    """Returns a score with one decimal, cut off."""
    if weight == 0:
        return None
    whole = 10 * points // weight
    return f"{whole // 10}.{whole % 10}"


def tally(questions, answers):
    """Returns the sums and scores over a set of questions."""
    given = [
        (question["weight"], answers[question["code"]])
        for question in questions
        if question["code"] in answers
    ]
    sums = [(weight, counted(answer)) for weight, answer in given if counted(answer) is not None]
    known = [(weight, answer) for weight, answer in given if is_whole(answer)]
    points, weight = sum(w * s for w, s in sums), sum(w for w, _ in sums)
    return {
        "points": points,
        "weight": weight,
        "score": tenths(points, weight),
        "level": points // weight if weight else None,
        "known_only": tenths(sum(w * s for w, s in known), sum(w for w, _ in known)),
        "answered": len(given),
        "unknown": sum(answer == "unknown" for _, answer in given),
        "not_applicable": sum(answer == "not_applicable" for _, answer in given),
        "questions": len(questions),
    }


def lowest(domains):
    """Returns the ids of all domains whose shown score is the lowest shown one."""
    scores = [domain["score"] for domain in domains if domain["score"] is not None]
    return [domain["id"] for domain in domains if scores and domain["score"] == min(scores)]


def is_provisional(questions, answers):
    is_little = 100 * len(answers) < 80 * len(questions)
    critical = [question["code"] for question in questions if question["critical"]]
    return is_little or any(code not in answers for code in critical)


def completeness(questions, answers):
    known = 100 * sum(answer != "unknown" for answer in answers.values())
    if known >= 90 * len(questions):
        return "high"
    return "medium" if known >= 75 * len(questions) else "low"


# Gaps


def gap_class(question, level, target):
    """Returns the class of a gap, or None where there is none."""
    mandatory = question["domain"] != "A"
    if level <= 2 and question["critical"]:
        return "critical"
    if level <= 2 and mandatory:
        return "high" if level == 1 else "medium"
    if level <= 2:
        return "medium" if level == 1 else "low"
    return "opportunity" if level < target else None


def is_settled(code, answers):
    answer = answers.get(code)
    return answer == "not_applicable" or is_whole(answer) and answer >= 3


def find_gaps(questions, answers, targets):
    """Returns the gaps by rank; each holds its question too."""
    gaps = []
    for place, question in enumerate(questions):
        level = counted(answers.get(question["code"]))
        target = targets[question["domain"]]
        name = gap_class(question, level, target) if level else None
        if name:
            distance = question["weight"] * (target - level)
            order = (CLASSES.index(name), -distance, EFFORTS.index(question["effort"]), place)
            gaps.append((order, question, name, level))
    gaps.sort(key=lambda gap: gap[0])
    return [
        {
            "rank": rank,
            "question": question["code"],
            "class": name,
            "level": level,
            "unknown": answers[question["code"]] == "unknown",
            "quick_win": question["effort"] == "quick"
            and all(is_settled(code, answers) for code in question["prerequisites"]),
        }
        for rank, (_, question, name, level) in enumerate(gaps, 1)
    ]


def is_systemic(domain, gaps, of_code):
    medium = [gap["question"] for gap in gaps if gap["class"] == "medium"]
    return domain != "A" and sum(of_code[code]["domain"] == domain for code in medium) >= 3


# Readiness


def readiness(questions, answers, overall, domains):
    """Returns the first of the six states that holds."""
    level = {question["code"]: counted(answers.get(question["code"])) for question in questions}
    if is_provisional(questions, answers):
        return "undetermined"
    all_answered = len(answers) == len(questions)
    if all_answered and all(is_settled(code, answers) for code in level):
        is_beyond = overall["points"] >= 4 * overall["weight"]
        return "beyond_conformity" if is_beyond else "stage_2_plausible"
    if is_stage_1_plausible(questions, answers, level):
        return "stage_1_plausible"
    critical = [question["code"] for question in questions if question["critical"]]
    clauses = [domain for domain in domains if domain["id"] != "A"]
    is_absent = any(level[code] == 1 for code in critical)
    is_weak = any(domain["points"] < 2 * domain["weight"] for domain in clauses)
    return "not_ready" if is_absent or is_weak else "building"


def is_stage_1_plausible(questions, answers, level):
    def all_at_least(codes, least):
        return all((level[code] or 0) >= least for code in codes)

    clauses = [question["code"] for question in questions if question["domain"] != "A"]
    return (
        all_at_least(STAGE_1_AT_3, 3)
        and all_at_least(STAGE_1_AT_2, 2)
        and all_at_least(clauses, 2)
        and 100 * len(answers) >= 90 * len(questions)
    )


# Roadmap and plan


class Roadmap:
    """The gaps of class critical to low, and what waits for what among them."""

    def __init__(self, gaps, of_code):
        self.of_code = of_code
        self.rank = {gap["question"]: gap["rank"] for gap in gaps if gap["class"] != "opportunity"}
        self.before = {
            code: [other for other in of_code[code]["prerequisites"] if other in self.rank]
            for code in self.rank
        }
        self.priority = {
            code: min(self.rank[other] for other in self.with_waiting(code)) for code in self.rank
        }

    def with_waiting(self, code):
        """Returns a gap and all that wait for it, directly or not."""
        found, new = {code}, [code]
        while new:
            first = new.pop()
            waiting = {other for other in self.rank if first in self.before[other]} - found
            found |= waiting
            new += waiting
        return found

    def phase(self, code):
        own = self.of_code[code]["phase"]
        return max([own, *(self.phase(other) for other in self.before[code])])

    def place(self, lanes, weeks):
        """Returns the weeks from and to of each gap."""
        spans, week = {}, 0
        while len(spans) < len(self.rank):
            running = sum(end > week for _, end in spans.values())
            ended = {code for code, (_, end) in spans.items() if end <= week}
            ready = [
                code
                for code in self.rank
                if code not in spans and ended.issuperset(self.before[code])
            ]
            ready.sort(key=lambda code: (self.priority[code], self.rank[code]))
            for code in ready[: max(0, lanes - running)]:
                spans[code] = [week, week + weeks[self.of_code[code]["effort"]]]
            week += 1
        return spans


def roadmap_and_plan(gaps, of_code, lanes):
    roadmap = Roadmap(gaps, of_code)
    spans = {course: roadmap.place(lanes, weeks) for course, weeks in WEEKS.items()}
    order = sorted(
        roadmap.rank,
        key=lambda code: (spans["short"][code][0], roadmap.priority[code], roadmap.rank[code]),
    )
    phases = [
        {"phase": phase, "questions": [code for code in order if roadmap.phase(code) == phase]}
        for phase in (1, 2, 3)
    ]
    work = [
        {
            "question": code,
            "priority": roadmap.priority[code],
            "short": spans["short"][code],
            "long": spans["long"][code],
        }
        for code in order
    ]
    ends = {course: max([end for _, end in spans[course].values()], default=0) for course in WEEKS}
    total = [ends[course] + AUDIT[course] for course in WEEKS]
    return phases, {"lanes": lanes, "weeks": total, "work": work}


# The scores file


def domain_scores(domain, questions, read, gaps):
    of_code = {question["code"]: question for question in questions}
    own = [question for question in questions if question["domain"] == domain]
    sums = tally(own, read["answers"])
    return {"id": domain} | sums | {
        "incomplete": 100 * sums["answered"] < 80 * sums["questions"],
        "systemic": is_systemic(domain, gaps, of_code),
        "target": read["targets"][domain],
    }


def stage_scores(stage, questions, answers):
    own = [question for question in questions if question["stage"] == stage]
    return {"id": stage} | tally(own, answers)


def score(file, questions):
    """Returns the scores of an answers file, as the format of scores has them."""
    read = read_answers(file, questions)
    answers = read["answers"]
    of_code = {question["code"]: question for question in questions}
    gaps = find_gaps(questions, answers, read["targets"])
    overall = tally(questions, answers)
    domains = [domain_scores(domain, questions, read, gaps) for domain in DOMAINS]
    critical = [question["code"] for question in questions if question["critical"]]
    phases, plan = roadmap_and_plan(gaps, of_code, read["lanes"])
    return {
        "format": "aims-assessment/scores",
        "version": 1,
        "method": METHOD,
        "questionnaire": QUESTIONNAIRE,
        **read["repeated"],
        "readiness": readiness(questions, answers, overall, domains),
        "provisional": is_provisional(questions, answers),
        "completeness": completeness(questions, answers),
        "overall": overall,
        "domains": domains,
        "pdca": [stage_scores(stage, questions, answers) for stage in STAGES],
        "gaps": gaps,
        "key": {
            "questions": len(critical),
            "answered": sum(code in answers for code in critical),
            "at_level_3": sum((counted(answers.get(code)) or 0) >= 3 for code in critical),
        },
        "lowest": lowest(domains),
        "roadmap": phases,
        "plan": plan,
    }


# Random answers files

# How often a question of a file is left open, not known, not applicable where that is allowed; how
# often its level is 1 to 5.
KINDS = [
    ("anything", 10, 10, 30, (1, 1, 1, 1, 1)),
    ("hardly begun", 80, 5, 30, (3, 2, 1, 1, 1)),
    ("about four fifths", 20, 10, 20, (1, 2, 3, 2, 1)),
    ("low", 2, 10, 30, (6, 4, 1, 0, 0)),
    ("nearly at level 2", 0, 1, 20, (1, 20, 8, 1, 0)),
    ("at level 2 or more", 1, 0, 50, (0, 2, 3, 1, 1)),
    ("nearly at level 3", 0, 0, 30, (0, 1, 15, 5, 2)),
    ("at level 3 or more", 0, 0, 50, (0, 0, 4, 2, 1)),
    ("high", 0, 0, 50, (0, 0, 1, 2, 3)),
    ("not known", 10, 60, 10, (1, 2, 2, 1, 1)),
]


BROKEN = [
    {"level": 7},
    {"level": 0},
    {"not_applicable": " "},
    {"level": 2, "unknown": True},
    {"note": "n"},
]


def random_answers(questions, chance):
    kind, is_open, is_unknown, is_not_applicable, levels = chance.choice(KINDS)
    key_alone = chance.random() < 0.05
    ready_for_stage_1 = kind == "at level 2 or more" and chance.random() < 0.7
    answers = {}
    for question in questions:
        if key_alone and not question["critical"] or chance.randrange(100) < is_open:
            continue
        if chance.randrange(100) < is_unknown:
            answer = {"unknown": True}
        elif question["not_applicable"] and chance.randrange(100) < is_not_applicable:
            answer = {"not_applicable": "none here"}
        else:
            answer = {"level": chance.choices(range(1, 6), levels)[0]}
        if ready_for_stage_1 and question["code"] in STAGE_1_AT_3:
            answer = {"level": chance.randint(3, 5)}
        if chance.random() < 0.1:
            answer["note"] = "x"
        if chance.random() < 0.1:
            # No figure that is compared goes by it.
            piece = {"what": "Policy", "kind": chance.choice(["draft", "in_force", "measured"])}
            answer["evidence"] = [piece]
        answers[question["code"]] = answer
    return answers


def break_rules(answers, questions, chance):
    """Breaks a rule of a few answers: they are left out, or count as none."""
    for question in chance.sample(questions, 3):
        answers[question["code"]] = chance.choice(BROKEN)
    mandatory = [question["code"] for question in questions if not question["not_applicable"]]
    answers[chance.choice(mandatory)] = {"not_applicable": "not allowed here"}
    answers["C12-1"] = {"level": 4}


def random_file(questions, chance):
    content = {
        "format": "aims-assessment/answers",
        "version": 1,
        "questionnaire": QUESTIONNAIRE,
        "answers": random_answers(questions, chance),
    }
    if chance.random() < 0.3:
        content |= {"organisation": "Exemple inc.", "saved_at": "2026-11-23T12:00:00Z"}
    if chance.random() < 0.6:
        some = [domain for domain in DOMAINS if chance.random() < 0.5]
        content["targets"] = {domain: chance.choice([3, 4, 5]) for domain in some}
    if chance.random() < 0.1:
        break_rules(content["answers"], questions, chance)
    if chance.random() < 0.6:
        people = chance.choice(["1-49", "50-249", "250-999", "1000+"])
        content["profile"] = {"headcount": people}
    if plan := random_plan(questions, chance):
        content["plan"] = plan
    return content


def random_plan(questions, chance):
    plan = {"start": "2026-12-01"} if chance.random() < 0.3 else {}
    if chance.random() < 0.5:
        plan["lanes"] = chance.randint(1, 8)
    if chance.random() < 0.3:
        code = chance.choice(questions)["code"]
        plan["actions"] = {code: {"done": chance.choice([0, 40, 100]), "owner": "Ada"}}
    return plan


def write_random(count, seed, folder, questions):
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        text = json.dumps(random_file(questions, chance), ensure_ascii=False, indent=2)
        (folder / f"{number:05}.aims.json").write_text(text + "\n", encoding="utf-8")
    print(f"{count} random answers files in {folder}")


# Comparing with the program

# What a program of method 1.0 gives under the same names and with the same meaning.
SINCE_1_0 = [
    "format",
    "version",
    "questionnaire",
    "readiness",
    "provisional",
    "overall",
    "domains",
    "pdca",
    "gaps",
]


def comparable(scores, method):
    """Returns what can be compared with the scores of a program of this method."""
    if method == METHOD:
        return scores
    kept = {name: scores[name] for name in SINCE_1_0 if name in scores}
    # The names of the classes are others.
    kept["gaps"] = [{name: gap[name] for name in gap if name != "class"} for gap in kept["gaps"]]
    return kept


def differences(wanted, found, place=""):
    """Returns each place where something wanted is not found, with both values."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        # More members may stand at the top alone.
        names = wanted if place == "" else wanted | found
        pairs = [
            (f".{name}", wanted.get(name, "nothing"), found.get(name, "nothing")) for name in names
        ]
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        pairs = [(f"[{index}]", *pair) for index, pair in enumerate(zip(wanted, found))]
    elif wanted == found:
        return []
    else:
        here, there = json.dumps(wanted), json.dumps(found)
        return [f"{place.lstrip('.')}: {here} here, {there} in the program"]
    return [line for step, *both in pairs for line in differences(*both, place + step)]


def ask(program, file):
    """Returns the scores that the program gives a file."""
    command = [program, "score", str(file), "--format", "json"]
    result = subprocess.run(command, capture_output=True, text=True)
    if not result.stdout:
        raise SystemExit(f"{program} gives no scores of {file}: {result.stderr}")
    return json.loads(result.stdout)


def compare(folder, program, questions):
    """Prints what differs; returns 1 if anything does, else 0."""
    files = sorted(folder.glob("*.aims.json"))
    if not files:
        raise SystemExit(f"there is no answers file in {folder}")
    states, members, methods = Counter(), Counter(), Counter()
    for file in files:
        ours, theirs = score(file, questions), ask(program, file)
        method = theirs.get("method")
        lines = differences(comparable(ours, method), comparable(theirs, method))
        states[ours["readiness"]] += 1
        methods[method] += 1
        members.update({line.split(":")[0].split("[")[0].split(".")[0] for line in lines})
        for line in lines[:5]:
            print(f"{file.name}: {line}")
        if len(lines) > 5:
            print(f"{file.name}: and {len(lines) - 5} more")
    for method in methods.keys() - {METHOD}:
        print(f"the program is of method {method}: compared is what it shares with {METHOD}")
    print("readiness of these files: " + listed(states, "{1} {0}"))
    print(f"{len(files)} files: " + (listed(members, "{0} differs in {1}") or "no difference"))
    return 1 if members else 0


def listed(counter, form):
    return ", ".join(form.format(name, count) for name, count in counter.most_common())


def main(arguments):
    questions = load_questions(ROOT / "questions")
    match arguments:
        case ["--random", count, seed, folder]:
            write_random(int(count), int(seed), Path(folder), questions)
        case ["--compare", folder, program]:
            return compare(Path(folder), program, questions)
        case [_, *_] if not any(argument.startswith("-") for argument in arguments):
            for file in arguments:
                print(json.dumps(score(file, questions), ensure_ascii=False))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
