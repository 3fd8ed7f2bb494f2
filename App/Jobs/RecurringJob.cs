using Quartz;

namespace TaskHub.Jobs;

/// <summary>A job as it was declared: all that its runs start from, since nothing about it is stored.</summary>
internal sealed record RecurringJob(
    string Key, string Title, Type Type, string Schedule, Action<ITriggerConfigurator<QuartzRun>, DateTimeOffset> Trigger)
{
    public JobKey JobKey => new(Key);

    /// <summary>The schedule's own trigger; a run that a person asks for gets another one, which Quartz names.</summary>
    public TriggerKey TriggerKey => new(Key, "schedule");

    public static RecurringJob Every(string key, string title, Type type, TimeSpan interval, TimeSpan firstRunAfter) =>
        new(key, title, type, JobsText.Every(interval), (trigger, now) =>
        {
            // The interval counts from the end of a run, so runs never pile up behind a slow one.
            trigger.StartAt(now + firstRunAfter).WithSimpleSchedule(schedule => schedule
                .WithInterval(interval).RepeatForever().MeasureIntervalFromCompletion()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow));
        });

    public static RecurringJob Cron(string key, string title, Type type, CronExpression cron, string words) =>
        new(key, title, type, words, (trigger, _) => trigger.WithCronSchedule(cron, schedule => schedule
            .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
}
