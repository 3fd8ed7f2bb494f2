using TaskHub.Tasks;

namespace TaskHub.Tests.Tasks;

public sealed class FieldDraftTests
{
    private readonly FieldDraft<string> draft = new();

    public FieldDraftTests() => draft.Hear("old", null);

    [Fact]
    public void A_field_that_nobody_is_in_follows_the_database()
    {
        draft.Hear("new", "Grace");

        Assert.Equal("new", draft.Mine);
        Assert.False(draft.InConflict);
    }

    [Fact]
    public void A_field_that_one_is_in_without_typing_follows_it_too()
    {
        draft.Enter();

        draft.Hear("new", "Grace");

        Assert.Equal("new", draft.Mine);
        Assert.False(draft.Typed);
    }

    [Fact]
    public void What_is_typed_stays_and_the_conflict_names_who_it_was()
    {
        draft.Type("mine");

        draft.Hear("theirs", "Grace");

        Assert.Equal("mine", draft.Mine);
        Assert.Equal("theirs", draft.Theirs);
        Assert.Equal("Grace", draft.ChangedBy);
        Assert.True(draft.InConflict);
    }

    [Fact]
    public void What_began_from_a_text_that_is_gone_is_in_conflict_with_whoever_changed_it()
    {
        draft.EnterLate("Grace");
        draft.Type("mine");

        Assert.True(draft.InConflict);
        Assert.Equal("Grace", draft.ChangedBy);
    }

    [Fact]
    public void Another_look_at_the_same_value_is_no_conflict()
    {
        draft.Type("mine");

        draft.Hear("old", "Grace");

        Assert.False(draft.InConflict);
        Assert.Null(draft.ChangedBy);
    }

    [Fact]
    public void Two_who_type_the_same_do_not_differ()
    {
        draft.Type("same");

        draft.Hear("same", "Grace");

        Assert.False(draft.InConflict);
    }

    [Fact]
    public void Leaving_without_saving_takes_theirs()
    {
        draft.Type("mine");
        draft.Hear("theirs", "Grace");

        draft.Leave(saved: false);

        Assert.Equal("theirs", draft.Mine);
        Assert.False(draft.Open);
    }

    [Fact]
    public void After_saving_the_own_text_is_what_stands_there()
    {
        draft.Type("mine");

        draft.Leave(saved: true);

        Assert.Equal("mine", draft.Theirs);
        draft.Hear("mine", null);
        Assert.False(draft.InConflict);
    }
}
