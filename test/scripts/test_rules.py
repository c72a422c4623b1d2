"""Each kind of error with a rule: what it makes of a sentence, and the sentences that look alike in which it must make nothing."""

from __future__ import annotations

import pytest

from cloze_model.corruption import RARE, ErrorStatistics, writers
from cloze_model.corruption.corrupted_sentence import CorruptedSentence
from cloze_model.corruption.rule import Rule
from cloze_model.edits import apply_edits, fold
from cloze_model.text import split_words

MAKES: dict[str, dict[str, list[str]]] = {
    "a_an": {
        "We waited for an hour.": ["We waited for a hour."],
        "A user needs an SSH key.": ["An user needs an SSH key.", "A user needs a SSH key."],
        "It writes an 8-bit register and a URL.": ["It writes a 8-bit register and a URL.", "It writes an 8-bit register and an URL."],
        "Send a one-time code.": ["Send an one-time code."],
        "It is a new idea.": ["It is an new idea."],
    },
    "article": {
        "We compared the results.": ["We compared a results."],
        "It has the same name.": ["It has a same name."],
        "There are a lot of them.": ["There are the lot of them."],
        "It was such a mistake.": ["It was such the mistake."],
    },
    "missing_article": {
        "Now open the file and read it.": ["Now open file and read it."],
        "You will need a server for this.": ["You will need server for this."],
        "They have the same name in both places.": ["They have same name in both places."],
    },
    "extra_article": {
        "We work on new features.": ["We work on a new features."],
        "It gives us a hint with useful information.": ["It gives us a hint with a useful information."],
        "This is true in general.": ["This is true in the general."],
        "We host it on GitHub.": ["We host it on the GitHub."],
    },
    "verb_agreement": {
        "The server returns a value.": ["The server return a value."],
        "The results of the test show that it works.": ["The results of the test shows that it works."],
        "There are two ways to do this.": ["There is two ways to do this."],
        "Each of these has a name.": ["Each of these have a name."],
        "It is a tool that works with them.": ["It is a tool that work with them.", "It are a tool that works with them."],
        "The color of the buttons is red.": ["The color of the buttons are red."],
    },
    "count": {
        "It took two years.": ["It took two year."],
        "Every user has one.": ["Every users has one."],
        "This is one of the problems.": ["This is one of the problem."],
        "These files are old.": ["These file are old.", "This files are old."],
    },
    "complement": {
        "You should use this tool.": ["You should uses this tool.", "You should to use this tool.", "You should using this tool."],
        "They did not work yesterday.": ["They did not worked yesterday."],
        "We want to make the cake.": ["We want to makes the cake.", "We want to making the cake."],
        "It runs without using the disk.": ["It runs without use the disk."],
    },
    "verb_complement": {
        "We suggest using it.": ["We suggest to use it.", "We suggest use it."],
        "They want to use it.": ["They want use it.", "They want using it."],
        "It allows you to run tests.": ["It allows to run tests.", "It allows you run tests."],
        "I look forward to hearing from you.": ["I look forward to hear from you."],
        "This lets you use the tool.": ["This lets you to use the tool."],
        "He is able to see it.": ["He is able see it."],
    },
    "participle": {
        "The bug has been fixed.": ["The bug has been fix."],
        "We have written two letters.": ["We have wrote two letters.", "We have write two letters."],
        "We are looking at the map.": ["We are look at the map.", "We looking at the map."],
    },
    "of_for_have": {"You should have been there.": ["You should of been there."]},
    "overregular": {
        "They went home.": ["They goed home."],
        "We need more information.": ["We need more informations."],
        "This way is easier.": ["This way is more easier."],
        "It is the fastest way.": ["It is the most fast way.", "It is the most fastest way."],
        "The children slept.": ["The childs slept."],
    },
    "since_for": {
        "We have been using it since 2015.": ["We are using it since 2015.", "We have been using it from 2015."],
        "She has worked here for two years.": ["She works here for two years.", "She has worked here since two years."],
    },
    "past_time": {
        "The first version was released in 2015.": ["The first version is released in 2015."],
        "We started two years ago.": ["We start two years ago.", "We have started two years ago."],
    },
    "sequence": {
        "If it were so, it would work.": ["If it were so, it will work."],
        "I thought it would work.": ["I thought it will work."],
    },
    "governed_preposition": {
        "It depends on the weather.": ["It depends of the weather.", "It depends the weather."],
        "We are waiting for the train.": ["We are waiting the train."],
        "They discussed the plan.": ["They discussed about the plan."],
        "I am interested in music.": ["I am interested on music."],
        "This is different from that.": ["This is different of that."],
    },
    "likely_preposition": {"We met at the station.": ["We met in the station."]},
    "set_phrase": {
        "On the other hand, it is small.": ["In the other hand, it is small."],
        "It is on by default.": ["It is on per default."],
        "We went out despite the rain.": ["We went out despite of the rain."],
    },
    "particle": {
        "I figured out how it works.": ["I figured how it works."],
        "Turn off the light.": ["Turn of the light."],
    },
    "indirect_question": {
        "I know what it is.": ["I know what is it."],
        "This page explains how the server works.": ["This page explains how does the server work."],
        "Do you know what the problem is?": ["Do you know what is the problem?"],
    },
    "dropped_pronoun": {
        "If it is missing, add one.": ["If is missing, add one."],
        "It is possible to stop.": ["Is possible to stop."],
        "This makes it easy to read.": ["This makes easy to read."],
        "Tell us when you want to go.": ["Tell us when want to go."],
    },
    "needless_pronoun": {"The server is running.": ["The server it is running."], "The users can see it.": ["The users they can see it."]},
    "pronoun_case": {
        "This one is for them.": ["This one is for they."],
        "It stays between you and me.": ["It stays between you and I."],
    },
    "pronoun_number": {"If you have old letters, burn them.": ["If you have old letters, burn it."]},
    "quantifier": {
        "There are many files.": ["There are much files."],
        "It takes much time.": ["It takes many time."],
        "We want fewer mistakes.": ["We want less mistakes."],
        "A number of users left.": ["An amount of users left."],
        "Every user may vote.": ["All user may vote."],
        "Use another name.": ["Use other name."],
    },
    "conjunction": {
        "Although it works, it is slow.": ["Although it works, but it is slow."],
        "Both tea and milk are hot.": ["Both tea or milk are hot."],
        "It is between red and blue.": ["It is between red to blue."],
    },
    "comparison": {
        "This is better than that.": ["This is better then that.", "This is better that that."],
        "It is as fast as light.": ["It is so fast as light.", "It is as fast than light."],
        "They have the same name as before.": [],
        "It is the same as before.": ["It is the same than before."],
        "We saw a lot of birds.": ["We saw a lot birds."],
    },
    "missing_comma": {
        "If it fails, try again.": ["If it fails try again."],
        "However, it works.": ["However it works."],
        "For example, you can stop.": ["For example you can stop."],
        "Use the new tool, which is fast.": ["Use the new tool which is fast."],
        "We sell tea, milk and sugar.": ["We sell tea milk and sugar."],
        "It was late, but we went on.": ["It was late but we went on."],
    },
    "missing_stop": {"The server is running again.": ["The server is running again"]},
    "missing_hyphen": {"It is a well-known tool.": ["It is a well known tool."]},
    "missing_bracket": {"It works (see below) well.": ["It works (see below well."]},
    "extra_comma": {
        "We know that the tool is good.": ["We know, that the tool is good."],
        "The new tool is good.": ["The new tool, is good."],
        "It is cold although it is May.": ["It is cold although, it is May."],
    },
    "wrong_mark": {
        "It works; however, it is slow.": ["It works, however, it is slow."],
        "Do the following:": ["Do the following;"],
        "How does it work?": ["How does it work."],
    },
    "run_on": {
        "It was late. We left.": ["It was late, we left.", "It was late we left."],
        "It was late. I left.": ["It was late, I left.", "It was late I left."],
        "Who came? They're here.": ["Who came they're here."],
    },
    "doubled_mark": {"It works, it does.": ["It works,, it does.", "It works, it does.."]},
    "contraction": {
        "I don't know.": ["I dont know.", "I do'nt know."],
        "Use its name.": ["Use it's name."],
        "It's late.": ["Its late."],
        "This lets you go.": ["This let's you go."],
        "Find your dog.": ["Find you're dog."],
    },
    "possessive": {
        "Read the user's file.": ["Read the users file."],
        "Read the users' files.": ["Read the users files."],
        "Two users are here.": ["Two user's are here."],
        "They offer APIs for it.": ["They offer API's for it."],
    },
    "phrasal_noun": {
        "You can log in now.": ["You can login now."],
        "Open the login page.": ["Open the log in page."],
        "We set up the server.": ["We setup the server."],
    },
    "compound": {
        "It costs a lot.": ["It costs alot."],
        "It rains every day.": ["It rains everyday."],
        "It may be used twice.": ["It maybe used twice."],
        "You cannot go.": ["You can not go."],
        "Go into town.": ["Go in to town."],
    },
    "missing_capital": {
        "We meet on Monday.": ["We meet on monday."],
        "He and I speak English.": ["He and i speak English.", "He and I speak english."],
        "The server is running.": ["the server is running."],
    },
    "wrong_name": {"Push it to GitHub.": ["Push it to Github.", "Push it to github."], "Write it in JavaScript.": ["Write it in Javascript."]},
    "extra_capital": {"We gave the user a name.": ["We gave the User a name."]},
    "leftover": {
        "It can be used.": ["It can is be used.", "It can used."],
        "We want to use it.": ["We want use it."],
        "You see that it works.": ["You see that it is works."],
    },
    "word_form": {
        "It is easily configured.": ["It is easy configured."],
        "They wrote a simple tool.": ["They wrote a simply tool."],
        "This is important.": ["This is importance.", "This is importantly."],
        "We see the importance of it.": ["We see the important of it."],
    },
    "participle_adjective": {
        "I am interested in music.": ["I am interesting in music."],
        "It is an interesting book.": ["It is an interested book."],
    },
}
"""What each rule makes among other errors, sentence by sentence."""

LEAVES: dict[str, list[str]] = {
    "a_an": [
        "The hour is late.",
        "It is an SQL query or a SQL query.",
        "An historic day and a historic day.",
        "It took an 1100-page book.",
        "Give me a `user`.",
    ],
    "article": ["Open the file.", "Take the first step.", "The user account is new.", "The building is old."],
    "missing_article": [
        "Open the files.",
        "Path to the file",
        "The source code is here now.",
        "The information is old by now.",
        "It is the user's own file now.",
    ],
    "extra_article": ["We know them.", "This file is in use.", "We use many tools.", "It needs a GitHub account."],
    "verb_agreement": [
        "I used to work.",
        "One of the tests that fail is old.",
        "A number of users are here.",
        "Tea and milk are hot.",
        "We let the server return a value.",
        "Does the server return a value?",
        "The user interface and the server are old.",
        "What you need is time.",
        "The data is old.",
        "Users of the tool and I agree.",
    ],
    "count": ["We use version 2 files.", "This is the file.", "This set of files is here.", "That works.", "Step 2 names it."],
    "complement": ["I used to work.", "It is due to use of force.", "Access to use cases is free.", "We are used to this.", "A must for the can opener."],
    "verb_complement": [
        "I used to work.",
        "It needs time to start.",
        "Stop to think.",
        "We like to swim.",
        "We like swimming.",
        "It helps you use it.",
        "He started to run.",
    ],
    "participle": ["We have files.", "It is open.", "She has a running nose.", "They are interesting.", "It is used to work.", "There is building work ahead."],
    "of_for_have": ["You should have a look.", "You must have it.", "They have been there."],
    "overregular": ["The information system is old.", "It is more useful.", "We put it here.", "It is much more likely."],
    "since_for": ["Since it works, keep it.", "Wait for two minutes.", "We have it for you.", "It has grown since."],
    "past_time": ["It was late.", "It is from 2015.", "We have used it since 2015.", "If it was released in 2015, keep it."],
    "sequence": ["It would work.", "Would you go?", "If you could help, thanks.", "He could swim."],
    "governed_preposition": [
        "The lack of a key is bad.",
        "Wait a second.",
        "The access control is on.",
        "Ask for support.",
        "Explain how it works.",
        "It is a good look.",
    ],
    "likely_preposition": ["We want to go.", "It is up.", "As you know."],
    "set_phrase": ["Put it on the other side.", "The default is on.", "In the end it works."],
    "particle": ["Turn to the left.", "The set is here.", "Carry it home."],
    "indirect_question": ["What is it?", "How does it work?", "Tell me what to do."],
    "dropped_pronoun": ["It is late.", "Leave it as it is.", "Use it when needed.", "He says that it works."],
    "needless_pronoun": ["It is late.", "The file the user opens is old.", "Is the server up?", "The quick way works."],
    "pronoun_case": ["It is for her mother.", "Give them time.", "He sees us.", "This is for you and it."],
    "pronoun_number": ["Take the file and show them.", "They are here.", "You and the user see them."],
    "quantifier": ["The few files.", "How much does it cost?", "We did little.", "All of it.", "Use another if you can."],
    "conjunction": ["It works, although it is slow.", "Because I say so.", "Both of them know and care.", "Either way, go and see."],
    "comparison": ["As soon as it works, stop.", "As long as you like.", "Other people know.", "As a rule, it works as before."],
    "missing_comma": ["In the end, it works.", "When red, it is late, or so.", "A big, red and old house.", "Yes, please.", "We went home, and slept."],
    "missing_stop": ["Running the server.", "The new user.", "How it works"],
    "missing_hyphen": ["It is five - or six.", "Use `a-b` now."],
    "missing_bracket": ["It works :-) well.", "a) First (second)"],
    "extra_comma": ["We know it.", "The tool that we know is good.", "Is the new tool good?", "Red, green and blue cars."],
    "wrong_mark": ["It works.", "Bread: two loaves."],
    "run_on": ["It was late.", "It is late. Stop now.", "Run `x`. It works."],
    "doubled_mark": ["It works"],
    "contraction": ["We go.", "The user's file."],
    "possessive": ["It's late.", "The users file a complaint.", "Two user accounts.", "This is it."],
    "phrasal_noun": ["The log in the forest.", "A set up there.", "He logs the event."],
    "compound": ["Go in.", "May is here.", "Any way you like.", "Some more time."],
    "missing_capital": ["The Server Team", "it is late."],
    "wrong_name": ["We meet on Monday.", "He and I know."],
    "extra_capital": ["Getting the user", "It works."],
    "leftover": ["Yes.", "Two cats sleep."],
    "word_form": ["An early train.", "Only two came.", "The file is old."],
    "participle_adjective": ["He is running in town.", "An old book."],
}
"""Right sentences that look like an error or like a place for one."""


@pytest.fixture(scope="module")
def rules() -> dict[str, Rule]:
    return {name: value for name, value in vars(writers).items() if isinstance(value, Rule)}


def made(rule: Rule, sentence: str, statistics: ErrorStatistics) -> list[str]:
    """Every text that the rule can make; each must be undone by its labels."""
    found = []
    for change in rule.find(CorruptedSentence(split_words(sentence)), statistics):
        corrupted = CorruptedSentence(split_words(sentence))
        assert change.weight > 0 and corrupted.apply(change)
        text, edits = corrupted.finish()
        assert apply_edits(text, edits) == " ".join(fold(word.text) for word in split_words(sentence))
        found.append(text)
    return found


@pytest.mark.parametrize("name", MAKES)
def test_a_rule_makes_the_errors_of_its_kind(name: str, rules: dict[str, Rule], english: ErrorStatistics) -> None:
    for sentence, wrongs in MAKES[name].items():
        found = made(rules[name], sentence, english)
        assert sentence not in found
        assert set(wrongs) <= set(found), sentence


@pytest.mark.parametrize("name", LEAVES)
def test_a_rule_leaves_alone_what_only_looks_like_its_place(name: str, rules: dict[str, Rule], english: ErrorStatistics) -> None:
    for sentence in LEAVES[name]:
        assert made(rules[name], sentence, english) == [], sentence
        assert not rules[name].has_place(CorruptedSentence(split_words(sentence)), english)


def test_every_rule_has_both(rules: dict[str, Rule]) -> None:
    assert set(MAKES) == set(LEAVES) == set(rules)
    assert {rule.__name__ for rule in RARE} <= set(rules) and len(RARE) <= 32
